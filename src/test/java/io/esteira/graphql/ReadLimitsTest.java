package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The last that is answered, and the first that is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadLimitsTest {

    private static final String WHERE =
            "query ($it: ProductionOrderWhere) { productionOrders(where: $it) { totalCount } }";
    private static final String HAVING =
            "query ($it: ProductionOrderHaving) { productionOrdersAggregate(having: $it) { count } }";
    private static final Map<String, Object> ROWS = number("eq", "1");
    private static final Map<String, Object> GROUPS = Map.of("count", Map.of("gt", 0));
    private static final List<String> FIELDS = List.of(
            "number", "company", "status", "priority", "quantity", "source", "type", "unit", "routing", "sourceStatus");

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    /** @param given what of a number is given as {@code $it} */
    private record Limit(String of, String document, Function<Integer, Object> given, int last, int beyond) {

        Limit(String of, String document, Function<Integer, Object> given, int last) {
            this(of, document, given, last, last + 1);
        }

        @Override
        public String toString() {
            return of;
        }
    }

    static Stream<Limit> limits() {
        return Stream.of(
                new Limit("conditions", WHERE, n -> conditions(n, ROWS, "company", Map.of("eq", "MATRIZ")), 200),
                new Limit("conditions on groups", HAVING, n -> conditions(n, GROUPS, "count", Map.of("gt", 0)), 200),
                new Limit("depth of not", WHERE, n -> nested(n, ROWS, inner -> Map.of("not", inner)), 12),
                new Limit("depth of and", WHERE, n -> nested(n, ROWS, inner -> Map.of("and", List.of(inner))), 12),
                new Limit("depth of or", WHERE, n -> nested(n, ROWS, inner -> Map.of("or", List.of(inner))), 12),
                new Limit(
                        "depth of related rows",
                        WHERE,
                        n -> nested(n / 2, ROWS, inner -> Map.of("item", Map.of("productionOrders", inner))),
                        12,
                        14),
                new Limit("depth of not on groups", HAVING, n -> nested(n, GROUPS, in -> Map.of("not", in)), 12),
                new Limit(
                        "depth of and on groups", HAVING, n -> nested(n, GROUPS, in -> Map.of("and", List.of(in))), 12),
                new Limit("depth of or on groups", HAVING, n -> nested(n, GROUPS, in -> Map.of("or", List.of(in))), 12),
                new Limit(
                        "depth of a field that rows are ordered by",
                        "query ($it: [ItemOrderBy!]) { items(orderBy: $it) { nodes { id } } }",
                        n -> List.of(nested(n, Map.of("code", "ASC"), inner -> Map.of("style", inner))),
                        11),
                new Limit(
                        "depth of a field that groups are told apart by",
                        "query ($it: [ItemGroupBy!]) { itemsAggregate(groupBy: $it) { count } }",
                        n -> List.of(nested(n, Map.of("code", "VALUE"), inner -> Map.of("style", inner))),
                        12),
                new Limit("values of a list", WHERE, n -> number("in", Collections.nCopies(n, "1")), 1_000),
                new Limit("characters of a text", WHERE, n -> number("eq", "x".repeat(n)), 1_000),
                new Limit("characters that are sought", WHERE, n -> number("contains", "x".repeat(n)), 1_000),
                new Limit(
                        "fields that rows are ordered by",
                        "query ($it: [ProductionOrderOrderBy!]) { productionOrders(orderBy: $it) { nodes { id } } }",
                        n -> fields(n, "ASC"),
                        8),
                new Limit(
                        "fields that groups are told apart by",
                        "query ($it: [ProductionOrderGroupBy!]) { productionOrdersAggregate(groupBy: $it) { count } }",
                        n -> fields(n, "VALUE"),
                        8),
                new Limit(
                        "values that groups are ordered by",
                        "query ($it: [ProductionOrderAggregateOrderBy!]) { productionOrdersAggregate(orderBy: $it) { count } }",
                        n -> Collections.nCopies(n, Map.of("count", "ASC")),
                        8),
                new Limit("the first of a page", page("first"), n -> n, 500),
                new Limit("the last of a page", page("last"), n -> n, 500),
                new Limit("no row of a page", page("first"), n -> n, 0, -1),
                new Limit("rows of changes", "query ($it: Int) { itemsChanges(first: $it) { hasMore } }", n -> n, 1, 0),
                new Limit("groups", "query ($it: Int) { itemsAggregate(limit: $it) { count } }", n -> n, 10_000),
                new Limit("no group", "query ($it: Int) { itemsAggregate(limit: $it) { count } }", n -> n, 0, -1),
                new Limit("the greatest", percentile(), n -> percent(n), 100),
                new Limit("the least", percentile(), n -> percent(n), 0, -1),
                new Limit(
                        "rows in all",
                        // The field itself, 369 orders, and as many postings of each: 1 + 369 × (1 + 270) = 100,000
                        "query ($it: Int) { productionOrders(first: 369) { nodes { postings(first: $it) { nodes { id } } } } }",
                        n -> n,
                        270));
    }

    private static String page(String end) {
        return "query ($it: Int) { productionOrders(" + end + ": $it) { nodes { id } } }";
    }

    private static String percentile() {
        return "query ($it: Decimal!) { productionOrdersAggregate { percentile(fraction: $it) { quantity } } }";
    }

    private static String percent(int of) {
        return BigDecimal.valueOf(of, 2).toPlainString();
    }

    private static Map<String, Object> number(String operator, Object value) {
        return Map.of("number", Map.of(operator, value));
    }

    /** A condition is each object, and each field in it. */
    private static Object conditions(int count, Object part, String field, Object filter) {
        List<Object> parts = Collections.nCopies((count - 1) / 2, part);
        return count % 2 == 1 ? Map.of("or", parts) : Map.of("or", parts, field, filter);
    }

    private static Object nested(int depth, Object innermost, UnaryOperator<Object> in) {
        Object where = innermost;
        for (int i = 0; i < depth; i++) {
            where = in.apply(where);
        }
        return where;
    }

    private static Object fields(int count, String how) {
        List<Object> entries = new ArrayList<>();
        FIELDS.subList(0, count).forEach(field -> entries.add(Map.of(field, how)));
        return entries;
    }

    @ParameterizedTest
    @MethodSource("limits")
    void theLastIsAnsweredAndTheNextIsRefused(Limit limit) {
        assertThat(contract.ask(limit.document(), Map.of("it", limit.given().apply(limit.last())))
                        .getErrors())
                .isEmpty();
        assertThat(Contract.code(contract.ask(
                        limit.document(), Map.of("it", limit.given().apply(limit.beyond())))))
                .isIn("BAD_USER_INPUT", "PAGE_LIMIT", "COST_LIMIT");
    }
}
