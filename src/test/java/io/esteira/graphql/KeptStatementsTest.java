package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.platform.Role;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.graphql.ExecutionGraphQlResponse;

/** A document that comes again is answered by a kept statement: as if it had come for the first time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptStatementsTest {

    private static final String DOCUMENT = """
            query ($where: ProductionOrderWhere, $orderBy: [ProductionOrderOrderBy!], $first: Int, $last: Int, $after: String,
                   $steps: Boolean = true, $noItem: Boolean = false, $inSteps: OrderStepWhere) {
              productionOrders(where: $where, orderBy: $orderBy, first: $first, last: $last, after: $after) {
                totalCount
                pageInfo { hasNextPage hasPreviousPage endCursor }
                nodes {
                  __typename number plannedEnd quantity
                  item @skip(if: $noItem) { code style { code } }
                  steps(where: $inSteps) @include(if: $steps) { sequence status phase { code } }
                }
              }
            }""";

    private final Contract contract = new Contract();
    private int asked;

    @AfterAll
    void close() {
        contract.close();
    }

    private static Map<String, Object> with(Object... namesAndValues) {
        Map<String, Object> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return variables;
    }

    private static List<Map<String, Object>> variables() {
        List<Map<String, Object>> all = new ArrayList<>(List.of(
                with(),
                with("first", 1),
                with("first", 2),
                with("last", 2),
                with("first", 1, "last", 1),
                with("first", 501),
                with("steps", false),
                with("noItem", true),
                with("noItem", true, "steps", false),
                with("where", Map.of()),
                with("where", Map.of("plannedEnd", Map.of("isNull", true))),
                with("where", Map.of("plannedEnd", Map.of("isNull", false))),
                with("where", Map.of("number", Map.of("contains", "1"))),
                with("where", Map.of("number", Map.of("contains", "2"))),
                with("where", Map.of("number", Map.of("in", List.of()))),
                with("where", Map.of("number", Map.of("in", List.of("000123", "000124")))),
                with("where", Map.of("or", List.of(Map.of("number", Map.of("eq", "000123"))))),
                with("where", Map.of("or", List.of())),
                with("where", Map.of("not", Map.of("item", Map.of("code", Map.of("startsWith", "0"))))),
                with("where", Map.of("deletedAt", Map.of("isNull", false))),
                with("inSteps", Map.of("status", Map.of("eq", "WAITING"))),
                with("inSteps", Map.of("sequence", Map.of("gt", 1))),
                with("orderBy", List.of(Map.of("number", "ASC"))),
                with("orderBy", List.of(Map.of("number", "DESC"))),
                with("orderBy", List.of(Map.of("plannedEnd", "DESC"), Map.of("number", "ASC"))),
                with("orderBy", List.of(Map.of("item", Map.of("code", "DESC")))),
                with("orderBy", List.of(Map.of("item", Map.of("style", Map.of("code", "ASC"))))),
                with("orderBy", List.of()),
                with("after", "nonsense")));
        Map<String, @Nullable Object> nulls = new HashMap<>();
        nulls.put("where", null);
        nulls.put("first", null);
        all.add(new HashMap<>(nulls));
        Map<String, @Nullable Object> nullWithin = new HashMap<>();
        nullWithin.put("number", null);
        all.add(with("where", nullWithin));
        return all;
    }

    private Object answer(ExecutionGraphQlResponse response) {
        return response.toMap();
    }

    /** Another text, so that nothing is known of it. */
    private Object first(Map<String, Object> variables) {
        asked++;
        return answer(contract.ask("# " + asked + "\n" + DOCUMENT, variables));
    }

    private static Object withoutPlaces(Object answer) {
        return answer.toString().replaceAll("line=\\d+", "line");
    }

    @Test
    void answerAsNewOnesDo() {
        List<Map<String, Object>> all = variables();
        for (int seed = 0; seed < 4; seed++) {
            Collections.shuffle(all, new Random(seed));
            for (Map<String, Object> variables : all) {
                Object known = answer(contract.ask(DOCUMENT, variables));

                assertThat(withoutPlaces(known)).as("%s", variables).isEqualTo(withoutPlaces(first(variables)));
            }
        }
    }

    @Test
    void goOnAfterCursorsWithAndWithoutValues() {
        Map<String, Object> byEnd =
                with("first", 1, "orderBy", List.of(Map.of("plannedEnd", "ASC"), Map.of("number", "DESC")));
        int pages = 0;
        Object cursor = "";
        while (cursor != null) {
            Object known = answer(contract.ask(DOCUMENT, byEnd));
            assertThat(withoutPlaces(known)).isEqualTo(withoutPlaces(first(byEnd)));
            cursor = contract.ask(DOCUMENT, byEnd)
                    .field("productionOrders.pageInfo.endCursor")
                    .getValue();
            byEnd.put("after", cursor);
            pages++;
        }
        assertThat(pages).isGreaterThan(3);
    }

    @Test
    void belongToRoles() {
        String document =
                "{ productionOrders(first: 1) { nodes { number postings { nodes { deliveries { state } } } } } }";
        contract.as(Role.ADMIN, "MATRIZ", "LATICINIO");
        assertThat(contract.ask(document, Map.of()).getErrors()).isEmpty();

        contract.as(Role.QUALITY, "MATRIZ", "LATICINIO");
        assertThat(contract.ask(document, Map.of()).getErrors()).isNotEmpty();

        contract.as(Role.ADMIN, "MATRIZ", "LATICINIO");
        assertThat(contract.ask(document, Map.of()).getErrors()).isEmpty();
    }

    @Test
    void areBoundToTheCompaniesOfEachCaller() {
        String document = "{ productionOrders { nodes { company } } }";
        contract.as(Role.OPERATOR, "MATRIZ");
        assertThat(contract.ask(document, Map.of()).toMap().toString())
                .contains("MATRIZ")
                .doesNotContain("LATICINIO");

        contract.as(Role.OPERATOR, "LATICINIO");
        assertThat(contract.ask(document, Map.of()).toMap().toString())
                .contains("LATICINIO")
                .doesNotContain("MATRIZ");
        contract.as(Role.ADMIN, "MATRIZ", "LATICINIO");
    }

    /** Values may be megabytes, statements are kept as long as their documents. */
    @Test
    void holdNothingOfTheRequestsThatTheyWereMadeFor() {
        List<WeakReference<String>> values = valuesOfARequest();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            System.gc();
            assertThat(values).allMatch(value -> value.refersTo(null));
        });
    }

    private List<WeakReference<String>> valuesOfARequest() {
        List<String> values = IntStream.range(0, 4)
                .mapToObj(i -> String.valueOf(new char[] {'n', 'o', (char) ('0' + i)}))
                .toList();
        assertThat(contract.ask(
                                """
                                query ($one: String!, $part: String!, $many: [String!]!, $group: String!) {
                                  productionOrders(where: {number: {eq: $one, in: $many}, item: {code: {contains: $part}}}) { totalCount }
                                  productionOrdersAggregate(groupBy: [{status: VALUE}], having: {min: {number: {gt: $group}}}) { count }
                                }""",
                                Map.of(
                                        "one",
                                        values.get(0),
                                        "part",
                                        values.get(1),
                                        "many",
                                        List.of(values.get(2)),
                                        "group",
                                        values.get(3)))
                        .getErrors())
                .isEmpty();
        return values.stream().map(WeakReference::new).toList();
    }
}
