package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.ExecutionGraphQlResponse;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagingTest {

    private static final String QUERY = """
            query ($first: Int, $after: String, $order: [ProductionOrderOrderBy!]) {
              productionOrders(first: $first, after: $after, orderBy: $order, where: {number: {startsWith: "R"}}) {
                totalCount
                edges { cursor node { number } }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              }
            }""";

    private static final String BACKWARD = """
            query ($last: Int, $before: String, $after: String, $order: [ProductionOrderOrderBy!]) {
              productionOrders(last: $last, before: $before, after: $after, orderBy: $order, where: {number: {startsWith: "R"}}) {
                edges { cursor node { number } }
                pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              }
            }""";

    /** Fields and the SQL of the same order. */
    private static final Map<String, String> KEYS = Map.of(
            "number", "o.number",
            "plannedEnd", "o.planned_end",
            "quantity", "o.quantity",
            "priority", "o.priority",
            "status", "o.status",
            "postingBlocked", "o.posting_blocked",
            "observedAt", "o.observed_at",
            "currentSequence", "o.current_sequence",
            "company", "(select c.code from hub.company c where c.id = o.company_id)",
            "item.description", "(select i.description from hub.item i where i.id = o.item_id)");

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
        contract.sql.sql("""
                        insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                          reported_status, source_status, quantity, priority, current_sequence, planned_end, posting_blocked, observed_at)
                        select gen_random_uuid(), i.company_id, 'csw', 'R' || n, 'R' || lpad(n::text, 4, '0'), i.id,
                          case n % 3 when 0 then 'RELEASED' when 1 then 'CLOSED' else 'PLANNED' end, 'RELEASED', '1',
                          case when n % 4 = 0 then null else (n * 7919 % 11) + 0.25 end,
                          case when n % 5 = 0 then null else chr(65 + n * 31 % 4) end,
                          case when n % 2 = 0 then null else n * 17 % 3 end,
                          case when n % 3 = 0 then null else date '2026-11-01' + n * 13 % 6 end,
                          n % 2 = 0, timestamptz '2026-11-21T10:00:00.000001Z' + (n % 7) * interval '1 microsecond'
                        from generate_series(1, 150) n
                        join lateral (select * from hub.item i where i.code = '0001' order by i.company_id offset n % 2 limit 1) i on true""").update();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void pagesForwardWithoutGapOrDoubleInAnyOrder(long seed) {
        // given
        Random random = new Random(seed);
        List<Map<String, Object>> order = randomOrder(random);
        List<String> expected = expected(order);

        // when
        List<String> paged = new ArrayList<>();
        String after = null;
        boolean more = true;
        while (more) {
            int first = 1 + random.nextInt(40);
            Map<String, Object> variables = new java.util.HashMap<>(Map.of("first", first, "order", order));
            variables.put("after", after);
            ExecutionGraphQlResponse page = contract.ask(QUERY, variables);
            assertThat(page.getErrors()).isEmpty();
            List<String> numbers = numbers(page);
            assertThat(numbers).hasSizeLessThanOrEqualTo(first).isNotEmpty();
            paged.addAll(numbers);
            assertThat(page.field("productionOrders.pageInfo.hasPreviousPage").<Boolean>getValue())
                    .isEqualTo(after != null);
            assertThat(page.field("productionOrders.totalCount").<Integer>getValue())
                    .isEqualTo(150);
            after = page.field("productionOrders.pageInfo.endCursor").getValue();
            more = Boolean.TRUE.equals(
                    page.field("productionOrders.pageInfo.hasNextPage").getValue());
        }

        // then
        assertThat(paged).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void pagesBackwardAreThoseForwardTheOtherWayRound(long seed) {
        Random random = new Random(seed);
        List<Map<String, Object>> order = randomOrder(random);
        List<String> expected = expected(order);

        java.util.LinkedList<String> paged = new java.util.LinkedList<>();
        String before = null;
        boolean more = true;
        while (more) {
            int last = 1 + random.nextInt(40);
            Map<String, Object> variables = new java.util.HashMap<>(Map.of("last", last, "order", order));
            variables.put("before", before);
            ExecutionGraphQlResponse page = contract.ask(BACKWARD, variables);
            assertThat(page.getErrors()).isEmpty();
            List<String> numbers = numbers(page);
            assertThat(numbers).hasSizeLessThanOrEqualTo(last).isNotEmpty();
            paged.addAll(0, numbers);
            assertThat(page.field("productionOrders.pageInfo.hasNextPage").<Boolean>getValue())
                    .isEqualTo(before != null);
            before = page.field("productionOrders.pageInfo.startCursor").getValue();
            more = Boolean.TRUE.equals(
                    page.field("productionOrders.pageInfo.hasPreviousPage").getValue());
        }

        assertThat(paged).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pagesBetweenTwoCursorsHoldWhatLiesBetween(long seed) {
        Random random = new Random(seed);
        List<Map<String, Object>> order = randomOrder(random);
        List<String> expected = expected(order);
        ExecutionGraphQlResponse all = contract.ask(QUERY, Map.of("first", 500, "order", order));
        int from = random.nextInt(60);
        int to = 70 + random.nextInt(60);
        String after = String.valueOf(
                all.field("productionOrders.edges[" + from + "].cursor").<String>getValue());
        String before = String.valueOf(
                all.field("productionOrders.edges[" + to + "].cursor").<String>getValue());

        List<String> first = numbers(contract.ask(
                BACKWARD.replace("last: $last", "first: $last"),
                Map.of("last", 5, "after", after, "before", before, "order", order)));
        List<String> last =
                numbers(contract.ask(BACKWARD, Map.of("last", 5, "after", after, "before", before, "order", order)));
        List<String> between = numbers(contract.ask(
                BACKWARD.replace("last: $last", "first: $last"),
                Map.of("last", 500, "after", after, "before", before, "order", order)));

        assertThat(between).isEqualTo(expected.subList(from + 1, to));
        assertThat(first).isEqualTo(between.subList(0, 5));
        assertThat(last).isEqualTo(between.subList(between.size() - 5, between.size()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void pagesHaveNoGapAndNoDoubleWhileRowsAreInserted(long seed) {
        Random random = new Random(seed);
        List<Map<String, Object>> order = randomOrder(random);
        List<String> known = expected(order);

        List<String> paged = new ArrayList<>();
        String after = null;
        boolean more = true;
        int inserted = 0;
        while (more) {
            Map<String, Object> variables = new java.util.HashMap<>(Map.of("first", 7, "order", order));
            variables.put("after", after);
            ExecutionGraphQlResponse page = contract.ask(QUERY, variables);
            paged.addAll(numbers(page));
            after = page.field("productionOrders.pageInfo.endCursor").getValue();
            more = Boolean.TRUE.equals(
                    page.field("productionOrders.pageInfo.hasNextPage").getValue());
            contract.sql
                    .sql("""
                            insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                              reported_status, source_status, quantity, priority, planned_end, posting_blocked, observed_at)
                            select gen_random_uuid(), company_id, source, 'new-' || ?, 'RNEW' || ?, item_id, status, 'RELEASED', '1',
                              quantity, priority, planned_end, posting_blocked, observed_at
                            from hub.production_order where number like 'R0%' order by random() limit 1""")
                    .params(seed + "-" + inserted, seed + "-" + inserted++)
                    .update();
        }
        contract.sql
                .sql("delete from hub.production_order where number like 'RNEW%'")
                .update();

        assertThat(paged).doesNotHaveDuplicates();
        assertThat(paged.stream().filter(number -> !number.startsWith("RNEW"))).isEqualTo(known);
    }

    @Test
    void firstAndLastTogetherAreRefused() {
        ExecutionGraphQlResponse both = contract.ask("{ productionOrders(first: 1, last: 1) { nodes { number } } }");
        ExecutionGraphQlResponse tooMany = contract.ask("{ productionOrders(last: 501) { nodes { number } } }");

        assertThat(Contract.code(both)).isEqualTo("BAD_USER_INPUT");
        assertThat(Contract.code(tooMany)).isEqualTo("PAGE_LIMIT");
    }

    private static List<Map<String, Object>> randomOrder(Random random) {
        List<String> fields = new ArrayList<>(KEYS.keySet().stream().sorted().toList());
        java.util.Collections.shuffle(fields, random);
        List<Map<String, Object>> order = new ArrayList<>();
        for (String field : fields.subList(0, random.nextInt(4))) {
            String direction = random.nextBoolean() ? "ASC" : "DESC";
            String[] path = field.split("\\.");
            order.add(Map.of(path[0], path.length == 1 ? direction : Map.of(path[1], direction)));
        }
        return order;
    }

    private List<String> expected(List<Map<String, Object>> order) {
        StringBuilder by = new StringBuilder();
        String last = "ASC";
        for (Map<String, Object> key : order) {
            String field = key.keySet().iterator().next();
            if (key.get(field) instanceof Map<?, ?> inner) {
                field += "." + inner.keySet().iterator().next();
                last = String.valueOf(inner.values().iterator().next());
            } else {
                last = String.valueOf(key.get(field));
            }
            by.append(KEYS.get(field)).append(' ').append(last).append(", ");
        }
        return contract.sql
                .sql("select o.number from hub.production_order o where o.number like 'R%' order by " + by + "o.id "
                        + last)
                .query(String.class)
                .list();
    }

    @SuppressWarnings("unchecked")
    private static List<String> numbers(ExecutionGraphQlResponse page) {
        List<Map<String, Object>> edges = page.field("productionOrders.edges").getValue();
        return edges == null
                ? List.of()
                : edges.stream()
                        .map(edge -> (Map<String, Object>) edge.get("node"))
                        .map(node -> String.valueOf(node.get("number")))
                        .toList();
    }

    @Test
    void goesOnAfterTheCursorOfAnyRow() {
        // given
        ExecutionGraphQlResponse page = contract.ask(QUERY, Map.of("first", 10));
        String third = page.field("productionOrders.edges[2].cursor").getValue();

        // when
        ExecutionGraphQlResponse next = contract.ask(QUERY, Map.of("first", 2, "after", String.valueOf(third)));

        // then
        assertThat(numbers(next)).isEqualTo(numbers(page).subList(3, 5));
        assertThat(page.field("productionOrders.pageInfo.startCursor").<String>getValue())
                .isEqualTo(page.field("productionOrders.edges[0].cursor").getValue());
    }

    @Test
    void pagesNestedListsAsWell() {
        // given
        String query = """
                query ($after: String) { items(where: {code: {eq: "0001"}, company: {eq: "MATRIZ"}}) { nodes {
                  productionOrders(first: 30, after: $after, orderBy: {priority: DESC}) {
                    nodes { number } pageInfo { hasNextPage endCursor } totalCount } } } }""";

        // when
        List<Object> paged = new ArrayList<>();
        Map<String, Object> variables = Map.of();
        boolean more = true;
        Integer total = null;
        while (more) {
            ExecutionGraphQlResponse page = contract.ask(query, variables);
            assertThat(page.getErrors()).isEmpty();
            List<?> nodes = page.field("items.nodes[0].productionOrders.nodes").getValue();
            paged.addAll(nodes == null ? List.of() : nodes);
            total = page.field("items.nodes[0].productionOrders.totalCount").getValue();
            more = Boolean.TRUE.equals(page.field("items.nodes[0].productionOrders.pageInfo.hasNextPage")
                    .getValue());
            variables = Map.of(
                    "after", String.valueOf((Object) page.field("items.nodes[0].productionOrders.pageInfo.endCursor")
                            .getValue()));
        }

        // then
        assertThat(paged).doesNotHaveDuplicates().hasSize(77);
        assertThat(total).isEqualTo(77);
    }

    @Test
    void answersAnEmptyPage() {
        ExecutionGraphQlResponse page = contract.ask(QUERY, Map.of("first", 0));

        assertThat(page.getErrors()).isEmpty();
        assertThat(numbers(page)).isEmpty();
        assertThat(page.field("productionOrders.pageInfo.hasNextPage").<Boolean>getValue())
                .isTrue();
        assertThat(page.field("productionOrders.pageInfo.endCursor").<Object>getValue())
                .isNull();
    }

    @Test
    void refusesCursorsOfAnotherOrderOrList() {
        // given
        String cursor = contract.get("{ productionOrders { edges { cursor } } }", "productionOrders.edges[0].cursor");

        // then
        for (String query : List.of(
                "{ productionOrders(after: \"" + cursor + "\", orderBy: {number: ASC}) { nodes { id } } }",
                "{ items(after: \"" + cursor + "\") { nodes { id } } }")) {
            assertThat(Contract.code(contract.ask(query))).isEqualTo("BAD_USER_INPUT");
        }
    }

    @Test
    void lastRowsKeepTheirOrderWhereTheyShowRelatedRows() {
        ExecutionGraphQlResponse page = contract.ask("""
                { productionOrders(last: 3, where: {number: {startsWith: "R"}}, orderBy: [{number: ASC}]) {
                    nodes { number item { code } } pageInfo { hasPreviousPage } } }""", Map.of());

        assertThat(page.field("productionOrders").<Object>getValue())
                .hasToString("{nodes=[{number=R0148, item={code=0001}}, {number=R0149, item={code=0001}}, "
                        + "{number=R0150, item={code=0001}}], pageInfo={hasPreviousPage=true}}");
    }

    @Test
    void refusesCursorsOfTheOtherDirection() {
        String page =
                "{ productionOrders(first: 1, orderBy: [{status: %s}, {number: ASC}], after: %s) { pageInfo { endCursor } } }";
        String cursor = contract.get(page.formatted("ASC", "null"), "productionOrders.pageInfo.endCursor");
        String after = '"' + cursor + '"';

        assertThat(contract.ask(page.formatted("ASC", after)).getErrors()).isEmpty();
        assertThat(Contract.code(contract.ask(page.formatted("DESC", after)))).isEqualTo("BAD_USER_INPUT");
    }
}
