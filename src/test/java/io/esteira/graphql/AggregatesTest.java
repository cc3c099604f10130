package io.esteira.graphql;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.platform.Role;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.ExecutionGraphQlResponse;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AggregatesTest {

    private static final ZoneId BAHIA = ZoneId.of("America/Bahia");

    private Contract contract;
    private List<Row> rows;

    /** What the oracle knows of an order. */
    record Row(
            String company,
            String item,
            String status,
            @Nullable String priority,
            @Nullable BigDecimal quantity,
            @Nullable LocalDate plannedEnd,
            Instant observedAt) {}

    @BeforeAll
    void open() {
        contract = new Contract();
        contract.sql.sql("""
                        insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                          reported_status, source_status, quantity, priority, planned_end, posting_blocked, observed_at)
                        select gen_random_uuid(), i.company_id, 'csw', 'R' || n, 'R' || lpad(n::text, 4, '0'), i.id,
                          case n % 3 when 0 then 'RELEASED' when 1 then 'CLOSED' else 'PLANNED' end, 'RELEASED', '1',
                          case when n % 4 = 0 or n % 3 = 2 and n % 5 = 0 then null else (n * 7919 % 11) + 0.25 end,
                          case when n % 5 = 0 then null else chr(65 + n * 31 % 4) end,
                          case when n % 7 = 0 then null else date '2026-10-20' + n * 13 % 90 end,
                          false, timestamptz '2026-11-01T01:10:00Z' + n * interval '97 minutes'
                        from generate_series(1, 200) n
                        join lateral (select * from hub.item i where i.code = '0001' order by i.company_id offset n % 2 limit 1) i on true""").update();
        rows = contract.sql
                .sql("""
                        select c.code as company, i.code as item, o.status, o.priority, o.quantity, o.planned_end, o.observed_at
                        from hub.production_order o
                        join hub.company c on c.id = o.company_id join hub.item i on i.id = o.item_id
                        where o.number like 'R%'""")
                .query((result, n) -> new Row(
                        requireNonNull(result.getString(1)),
                        requireNonNull(result.getString(2)),
                        requireNonNull(result.getString(3)),
                        result.getString(4),
                        result.getBigDecimal(5),
                        result.getObject(6, LocalDate.class),
                        requireNonNull(result.getObject(7, java.time.OffsetDateTime.class))
                                .toInstant()))
                .list();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    /**
     * A way to group: what is asked for, how the answer names it, and what it is for a row.
     *
     * @param at members of {@code key}
     */
    private record By(String groupBy, String selection, List<String> at, Function<Row, @Nullable Object> of) {}

    private static final List<By> WAYS = List.of(
            new By("{status: VALUE}", "status", List.of("status"), Row::status),
            new By("{priority: VALUE}", "priority", List.of("priority"), Row::priority),
            new By("{company: VALUE}", "company", List.of("company"), Row::company),
            new By("{item: {code: VALUE}}", "item { code }", List.of("item", "code"), Row::item),
            new By("{plannedEnd: DAY}", "plannedEnd", List.of("plannedEnd"), Row::plannedEnd),
            new By(
                    "{plannedEnd: WEEK}",
                    "plannedEnd",
                    List.of("plannedEnd"),
                    on(day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))),
            new By("{plannedEnd: QUARTER}", "plannedEnd", List.of("plannedEnd"), on(day -> day.withDayOfMonth(1)
                    .withMonth((day.getMonthValue() - 1) / 3 * 3 + 1))),
            new By("{plannedEnd: YEAR}", "plannedEnd", List.of("plannedEnd"), on(day -> day.withDayOfYear(1))),
            new By(
                    "{observedAt: {unit: DAY, timeZone: \"America/Bahia\"}}",
                    "observedAt",
                    List.of("observedAt"),
                    row -> row.observedAt()
                            .atZone(BAHIA)
                            .truncatedTo(ChronoUnit.DAYS)
                            .toInstant()),
            new By(
                    "{observedAt: {unit: HOUR, timeZone: \"America/Bahia\"}}",
                    "observedAt",
                    List.of("observedAt"),
                    row -> row.observedAt().truncatedTo(ChronoUnit.HOURS)),
            new By(
                    "{observedAt: {unit: MONTH, timeZone: \"America/Bahia\"}}",
                    "observedAt",
                    List.of("observedAt"),
                    row -> row.observedAt()
                            .atZone(BAHIA)
                            .withDayOfMonth(1)
                            .truncatedTo(ChronoUnit.DAYS)
                            .toInstant()));

    private static Function<Row, @Nullable Object> on(Function<LocalDate, LocalDate> bucket) {
        return row -> row.plannedEnd() == null ? null : bucket.apply(row.plannedEnd());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void groupsAreWhatOneCountsByHand(long seed) {
        List<By> ways = someOf(WAYS, new Random(seed));
        String groupBy = String.join(", ", ways.stream().map(By::groupBy).toList());
        String key = String.join(" ", ways.stream().map(By::selection).toList());
        String document = """
                { productionOrdersAggregate(where: {number: {startsWith: "R"}}, groupBy: [%s]) {
                    %s count closed: count(where: {status: {eq: CLOSED}}) countDistinct { priority item }
                    sum { quantity } avg { quantity } min { quantity plannedEnd } max { quantity observedAt }
                } }""".formatted(groupBy, ways.isEmpty() ? "" : "key { " + key + " }");

        List<Map<String, Object>> groups = contract.get(document, "productionOrdersAggregate");

        Map<List<@Nullable String>, List<Row>> expected = rows.stream().collect(groupingBy(row -> ways.stream()
                .map(way -> text(way.of().apply(row)))
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new))));
        Set<List<@Nullable String>> seen = new HashSet<>();
        for (Map<String, Object> group : groups) {
            List<@Nullable String> of =
                    ways.stream().map(way -> member(group, way)).collect(java.util.stream.Collectors.toList());
            assertThat(seen.add(of)).as("once: " + of).isTrue();
            isWhatOneCounts(group, requireNonNull(expected.get(of), of::toString));
        }
        assertThat(seen).isEqualTo(expected.keySet());
    }

    private static List<By> someOf(List<By> ways, Random random) {
        List<By> some = new ArrayList<>(ways);
        Collections.shuffle(some, random);
        Set<List<String>> fields = new HashSet<>();
        some.removeIf(way -> !fields.add(way.at()));
        return some.subList(0, random.nextInt(4));
    }

    private static void isWhatOneCounts(Map<String, Object> group, List<Row> rows) {
        assertThat(group.get("count")).isEqualTo(rows.size());
        assertThat(group.get("closed")).isEqualTo((int)
                rows.stream().filter(row -> row.status().equals("CLOSED")).count());
        assertThat(at(group, "countDistinct", "priority"))
                .isEqualTo((int) values(rows, Row::priority).stream().distinct().count());
        assertThat(at(group, "countDistinct", "item"))
                .isEqualTo((int) values(rows, Row::company).stream().distinct().count());
        List<BigDecimal> quantities = values(rows, Row::quantity);
        assertThat(at(group, "sum", "quantity")).isEqualTo(text(reduced(quantities, BigDecimal::add)));
        assertThat(at(group, "min", "quantity")).isEqualTo(text(reduced(quantities, BigDecimal::min)));
        assertThat(at(group, "max", "quantity")).isEqualTo(text(reduced(quantities, BigDecimal::max)));
        assertThat(at(group, "min", "plannedEnd"))
                .isEqualTo(text(reduced(values(rows, Row::plannedEnd), (a, b) -> a.isBefore(b) ? a : b)));
        assertThat(at(group, "max", "observedAt"))
                .isEqualTo(text(reduced(values(rows, Row::observedAt), (a, b) -> a.isAfter(b) ? a : b)));
        if (!quantities.isEmpty()) {
            BigDecimal mean = new BigDecimal((String) requireNonNull(at(group, "avg", "quantity")));
            BigDecimal sum = requireNonNull(reduced(quantities, BigDecimal::add));
            assertThat(mean.multiply(BigDecimal.valueOf(quantities.size())))
                    .isCloseTo(sum, org.assertj.core.api.Assertions.within(new BigDecimal("0.000000001")));
        }
    }

    private static <T> List<T> values(List<Row> rows, Function<Row, @Nullable T> of) {
        return rows.stream().map(of).filter(Objects::nonNull).toList();
    }

    private static <T> @Nullable T reduced(List<T> values, BinaryOperator<T> by) {
        return values.stream().reduce(by).orElse(null);
    }

    private static @Nullable Object at(Map<String, Object> group, String... path) {
        Object found = group;
        for (String name : path) {
            found = ((Map<?, ?>) requireNonNull(found)).get(name);
        }
        return found;
    }

    private static @Nullable String member(Map<String, Object> group, By way) {
        List<String> path = new ArrayList<>(List.of("key"));
        path.addAll(way.at());
        return text(at(group, path.toArray(String[]::new)));
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }

    @Test
    void withoutGroupByAllRowsAreOneGroupEvenWhenThereAreNone() {
        List<Object> none = contract.get(
                "{ productionOrdersAggregate(where: {number: {eq: \"?\"}}) { count sum { quantity } } }",
                "productionOrdersAggregate");
        List<Object> noGroup = contract.get(
                "{ productionOrdersAggregate(where: {number: {eq: \"?\"}}, groupBy: [{status: VALUE}]) { count } }",
                "productionOrdersAggregate");
        List<Object> all = contract.get("{ productionOrdersAggregate { __typename } }", "productionOrdersAggregate");

        assertThat(none).isEqualTo(List.of(mapOf("count", 0, "sum", mapOf("quantity", null))));
        assertThat(noGroup).isEmpty();
        assertThat(all).hasSize(1);
    }

    private static Map<String, @Nullable Object> mapOf(@Nullable Object... members) {
        Map<String, @Nullable Object> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put(String.valueOf(members[i]), members[i + 1]);
        }
        return map;
    }

    @Test
    void medianAndOtherPercentilesInterpolate() {
        contract.sql
                .sql("update hub.production_order set current_sequence = n from "
                        + "(select id, row_number() over (order by id) as n from hub.production_order where number between 'R0001' and 'R0004') x "
                        + "where x.id = production_order.id")
                .update();

        List<Object> groups = contract.get("""
                { productionOrdersAggregate(where: {number: {between: {from: "R0001", to: "R0004"}}}) {
                    median: percentile(fraction: "0.5") { currentSequence }
                    most: percentile(fraction: 1, where: {number: {ne: "R0004"}}) { currentSequence } } }""", "productionOrdersAggregate");

        assertThat(groups)
                .isEqualTo(List.of(
                        Map.of("median", Map.of("currentSequence", "2.5"), "most", Map.of("currentSequence", "3"))));
    }

    @Test
    void keysOfWhichNothingIsAskedAreEmpty() {
        assertThat(contract.<Object>get(
                        "{ productionOrdersAggregate(groupBy: [{item: {code: VALUE}}], limit: 1)"
                                + " { key { item { code @skip(if: true) } } } }",
                        "productionOrdersAggregate[0].key"))
                .hasToString("{item={}}");
    }

    @Test
    void havingKeepsGroupsAndOrderByPutsThemInOrder() {
        String document = """
                { productionOrdersAggregate(
                    where: {number: {startsWith: "R"}}, groupBy: [{status: VALUE}, {priority: VALUE}],
                    having: {or: [{count: {gte: 14}}, {avg: {quantity: {gt: "5.4"}}}], max: {plannedEnd: {gt: "2027-01-10"}},
                      not: {min: {plannedEnd: {gt: "2026-10-30"}}}, sum: {quantity: {isNull: false}}},
                    orderBy: [{count: DESC}, {sum: {quantity: ASC}}, {key: {priority: DESC}}]) {
                    key { status priority } } }""";

        List<Map<String, Object>> groups = contract.get(document, "productionOrdersAggregate");

        Comparator<List<Row>> order = Comparator.<List<Row>>comparingInt(List::size)
                .reversed()
                .thenComparing(group -> requireNonNull(reduced(values(group, Row::quantity), BigDecimal::add)))
                .thenComparing(
                        group -> group.getFirst().priority(), Comparator.nullsLast(Comparator.<String>reverseOrder()));
        List<List<Row>> expected =
                rows.stream().collect(groupingBy(row -> Arrays.asList(row.status(), row.priority()))).values().stream()
                        .filter(AggregatesTest::isKept)
                        .sorted(order)
                        .toList();
        assertThat(expected).hasSizeBetween(3, 12);
        assertThat(groups.stream()
                        .map(group -> Arrays.asList(at(group, "key", "status"), at(group, "key", "priority"))))
                .isEqualTo(expected.stream()
                        .map(List::getFirst)
                        .map(row -> Arrays.<Object>asList(row.status(), row.priority()))
                        .toList());
    }

    private static boolean isKept(List<Row> group) {
        List<BigDecimal> quantities = values(group, Row::quantity);
        List<LocalDate> ends = values(group, Row::plannedEnd);
        boolean large = group.size() >= 14
                || !quantities.isEmpty()
                        && requireNonNull(reduced(quantities, BigDecimal::add))
                                        .compareTo(
                                                new BigDecimal("5.4").multiply(BigDecimal.valueOf(quantities.size())))
                                > 0;
        return large
                && !quantities.isEmpty()
                && ends.stream().anyMatch(end -> end.isAfter(LocalDate.of(2027, 1, 10)))
                && ends.stream().anyMatch(end -> !end.isAfter(LocalDate.of(2026, 10, 30)));
    }

    @Test
    void limitLeavesOutOnlyWhenItIsGiven() {
        contract.sql.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                        select gen_random_uuid(), c.id, 'csw', 'many-' || n, 'x', 'PRODUCT', true, now()
                        from hub.company c, generate_series(1, 10001) n where c.code = 'MATRIZ'""").update();
        String document = """
                { itemsAggregate(where: {code: {startsWith: "many-"}}, groupBy: [{code: VALUE}]%s) { count } }""";

        assertThat(Contract.code(contract.ask(document.formatted("")))).isEqualTo("COST_LIMIT");
        List<Object> limited = contract.get(document.formatted(", limit: 10000"), "itemsAggregate");
        assertThat(limited).hasSize(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groupBy: [{status: VALUE, priority: VALUE}]) { count }",
                "groupBy: [{}]) { count }",
                "groupBy: [{status: null}]) { count }",
                "groupBy: [{status: VALUE}, {status: VALUE}]) { count }",
                "groupBy: [{item: {code: VALUE}}, {item: {code: VALUE}}]) { count }",
                "groupBy: [{item: {}}]) { count }",
                "groupBy: [{status: VALUE}]) { key { priority } }",
                "groupBy: [{status: VALUE}]) { key { item { code } } }",
                "groupBy: [{status: VALUE}], orderBy: [{key: {priority: ASC}}]) { count }",
                "groupBy: [{status: VALUE}], orderBy: [{count: ASC, key: {status: ASC}}]) { count }",
                "groupBy: [{status: VALUE}], orderBy: [{sum: {}}]) { count }",
                "groupBy: [{observedAt: {unit: DAY, timeZone: \"Mars/Base\"}}]) { count }",
                "groupBy: [{observedAt: {unit: DAY, timeZone: \"UTC'; select 1\"}}]) { count }",
                "limit: -1) { count }",
                "limit: 10001) { count }",
                "limit: 1) { percentile(fraction: \"1.01\") { quantity } }",
                "limit: 1) { percentile(fraction: \"-0.1\") { quantity } }",
                "groupBy: [{status: VALUE}, {priority: VALUE}, {company: VALUE}, {number: VALUE}, {quantity: VALUE},"
                        + " {plannedEnd: DAY}, {currentSequence: VALUE}, {postingBlocked: VALUE}, {source: VALUE}]) { count }",
            })
    void whatCannotBeIsRefusedBeforeAnySql(String asked) {
        contract.counting.drain();

        ExecutionGraphQlResponse response = contract.ask("{ productionOrdersAggregate(" + asked + " }");

        assertThat(Contract.code(response)).isIn("BAD_USER_INPUT", "PAGE_LIMIT");
        assertThat(contract.counting.drain()).isEmpty();
    }

    @Test
    void takesOneStatementHoweverManyMeasures() {
        contract.counting.drain();

        contract.ask("""
                { productionOrdersAggregate(groupBy: [{item: {code: VALUE}}]) {
                    key { item { code } } count sum { quantity } max { observedAt } } }""");

        assertThat(contract.counting.drain()).hasSize(1);
    }

    @Test
    void rowsOfOtherCompaniesCountForNothing() {
        List<Map<String, Object>> groups = contract.as(Role.ANALYST, "LATICINIO")
                .get(
                        "{ productionOrdersAggregate(groupBy: [{company: VALUE}]) { key { company } count } }",
                        "productionOrdersAggregate");
        ExecutionGraphQlResponse forbidden = contract.ask("{ quarantineAggregate { count } }");
        contract.as(Role.IT, "MATRIZ", "LATICINIO");

        assertThat(groups).hasSize(1);
        assertThat(at(groups.getFirst(), "key", "company")).isEqualTo("LATICINIO");
        assertThat(Contract.code(forbidden)).isEqualTo("FORBIDDEN");
    }
}
