package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.ExecutionGraphQlResponse;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    /** Clients that believe in parts of an answer would wait for the rest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ items { nodes { id ... @defer { code } } } }",
                "{ items { nodes { ...Rest @defer(label: \"rest\", if: false) } } } fragment Rest on Item { code }",
                "query ($some: Boolean!) { a: items { totalCount } ... @defer(if: $some) { b: items { totalCount } } }",
                "mutation { ... @defer { cancelJob(id: \"x\") { __typename } } }",
                "subscription { productionOrderChanged { id ... @defer { number } } }",
                "{ items { nodes @stream { id } } }",
                "query @experimental_disableErrorPropagation { items { totalCount } }"
            })
    void answersComeWhole(String document) {
        contract.counting.drain();

        ExecutionGraphQlResponse response = contract.ask(document);

        assertThat(Contract.code(response)).isEqualTo("BAD_USER_INPUT");
        assertThat(response.getErrors().getFirst().getMessage()).contains("Unknown directive");
        assertThat(response.getExecutionResult().isDataPresent()).isFalse();
        assertThat(contract.counting.drain()).isEmpty();
    }

    @Test
    void introspectionTellsOfTheDirectivesThatAnswersFollow() {
        List<Map<String, Object>> directives =
                contract.get("{ __schema { directives { name } } }", "__schema.directives");

        assertThat(directives)
                .extracting(directive -> directive.get("name"))
                .containsExactlyInAnyOrder("include", "skip", "deprecated", "specifiedBy", "oneOf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ productionOrders(first: -1) { nodes { id } } }",
                "{ productionOrders(after: \"x\") { nodes { id } } }",
                "{ productionOrders(after: \"\") { nodes { id } } }",
                "{ productionOrders(after: \"bnVsbA\") { nodes { id } } }",
                "{ productionOrders(after: \"e30\") { nodes { id } } }",
                "{ productionOrders(after: \"WyJQcm9kdWN0aW9uT3JkZXIrIiwieCJd\") { nodes { id } } }",
                "{ productionOrders(after: \"WyJQcm9kdWN0aW9uT3JkZXIrIl0\") { nodes { id } } }",
                "{ productionOrder(id: \"x\") { id } }",
                "{ productionOrder(id: \"UHJvZHVjdGlvbk9yZGVyOjE\") { id } }",
                "{ productionOrder(id: \"%00'\") { id } }",
                "{ productionOrders(where: {id: {eq: \"x\"}}) { nodes { id } } }",
                "{ productionOrders(where: {id: {in: [\"x\"]}}) { nodes { id } } }",
                "{ productionOrders(where: {quantity: {gt: \"x\"}}) { nodes { id } } }",
                "{ productionOrders(where: {quantity: {gt: \"NaN\"}}) { nodes { id } } }",
                "{ productionOrders(where: {quantity: {gt: \"1e999999999\"}}) { nodes { id } } }",
                "{ productionOrders(where: {plannedEnd: {eq: \"2026-02-30\"}}) { nodes { id } } }",
                "{ productionOrders(where: {plannedEnd: {eq: \"+999999-01-01\"}}) { nodes { id } } }",
                "{ productionOrders(where: {observedAt: {eq: \"2026-11-21\"}}) { nodes { id } } }",
                "{ productionOrders(where: {observedAt: {eq: \"2026-11-21T10:00:00\"}}) { nodes { id } } }",
                "{ productionOrders(where: {number: {eq: null}}) { nodes { id } } }",
                "{ productionOrders(where: {number: null}) { nodes { id } } }",
                "{ productionOrders(where: {not: null}) { nodes { id } } }",
                "{ productionOrders(where: {number: {eq: \"a\\u0000b\"}}) { nodes { id } } }",
                "{ productionOrders(where: {number: {contains: \"\\uD800\"}}) { nodes { id } } }",
                "{ productionOrders(where: {status: {eq: UNKNOWN}}) { nodes { id } } }",
                "{ productionOrders(where: {nonsense: {eq: 1}}) { nodes { id } } }",
                "{ productionOrders(orderBy: {number: ASC, quantity: DESC}) { nodes { id } } }",
                "{ productionOrders(orderBy: [{}]) { nodes { id } } }",
                "{ productionOrders(orderBy: [{number: null}]) { nodes { id } } }",
                "{ productionOrders { nonsense } }",
                "{ productionOrders",
                "",
                "mutation { productionOrders { totalCount } }",
                "mutation { postProduction(input: {id: \"018f5c1e-7a3b-7c4d-8e5f-0123456789ab\", idempotencyKey: \"k\", company: \"MATRIZ\","
                        + " orderNumber: \"1\", operation: \"1\", good: \"1\", note: \"a\\u0000b\"}) { __typename } }"
            })
    void isRefusedWithItsCode(String query) {
        // when
        ExecutionGraphQlResponse response = contract.ask(query);

        // then
        assertThat(response.getErrors()).isNotEmpty().allSatisfy(error -> {
            assertThat(error.getExtensions()).containsEntry("code", "BAD_USER_INPUT");
            assertThat(error.getMessage()).doesNotContain("Exception", "hub.", "select ");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ items(where: {nonsense: {eq: \"Bo%\"}}) { totalCount } } | 'where' contains a field not in 'ItemWhere': 'nonsense'",
                "{ items(where: \"Bo%\") { totalCount } } | 'where' must be an object",
                "{ items(where: {code: {in: [[\"Bo%\"]]}}) { totalCount } } | argument 'where.code.in[0]' is not a valid 'String'",
                "{ items(where: {kind: {eq: BO}}) { totalCount } } | argument 'where.kind.eq' is not a value of 'ItemKind'",
                "query ($where: ItemWhere = \"Bo%\") { items(where: $where) { totalCount } } | default value of a variable of type 'ItemWhere'"
            })
    void saysWhatIsWrongWithoutShowingHowItIsParsed(String query, String reason) {
        ExecutionGraphQlResponse response = contract.ask(query);

        assertThat(response.getErrors().getFirst().getMessage())
                .contains(reason)
                .doesNotContainPattern("Value\\{");
    }

    @Test
    void refusesEndlessTextsOfMutationsButForFiles() {
        // given
        String stop = "mutation ($note: String) { reportDowntime(input: {id: \"018f5c1e-7a3b-7c4d-8e5f-0123456789ab\","
                + " idempotencyKey: \"k\", company: \"MATRIZ\", equipment: \"1\", reason: \"1\","
                + " startedAt: \"2026-05-20T08:00:00Z\", endedAt: \"2026-05-20T09:00:00Z\", note: $note}) { __typename } }";
        String cancel = "mutation ($reason: String!) { cancelDelivery(id: \"x\", reason: $reason) { __typename } }";
        String file = "mutation ($csv: String) { importCodeMappings(company: \"MATRIZ\", csv: $csv) { __typename } }";

        // then
        assertThat(Contract.code(contract.ask(stop, Map.of("note", "x".repeat(4_001)))))
                .isEqualTo("BAD_USER_INPUT");
        assertThat(Contract.code(contract.ask(cancel, Map.of("reason", "x".repeat(4_001)))))
                .isEqualTo("BAD_USER_INPUT");
        assertThat(Contract.code(contract.ask(stop, Map.of("note", "x".repeat(4_000)))))
                .isNotEqualTo("BAD_USER_INPUT");
        assertThat(Contract.code(contract.ask(file, Map.of("csv", "x".repeat(4_001)))))
                .isNotEqualTo("BAD_USER_INPUT");
    }

    @Test
    void refusesNamesInJsonThatCannotBeStored() {
        String rules =
                "mutation ($rules: JSON!) { savePlanningRules(input: {company: \"MATRIZ\", validFrom: \"2026-07-01\","
                        + " rules: $rules}) { __typename } }";

        assertThat(Contract.code(
                        contract.ask(rules, Map.of("rules", Map.of("foldedPhases", Map.of("43\u0000", "429"))))))
                .isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void refusesMalformedVariables() {
        for (Map<String, Object> variables : List.<Map<String, Object>>of(
                Map.of("quantity", "x"), Map.of("quantity", 1.5), Map.of("quantity", List.of()), Map.of())) {
            ExecutionGraphQlResponse response = contract.ask(
                    "query ($quantity: Decimal!) { productionOrders(where: {quantity: {gt: $quantity}}) { totalCount } }",
                    variables);

            assertThat(Contract.code(response)).isEqualTo("BAD_USER_INPUT");
        }
    }

    @Test
    void refusesEndlessConditions() {
        // given
        Map<String, Object> deep = Map.of("number", Map.of("eq", "1"));
        for (int i = 0; i < 100; i++) {
            deep = Map.of("not", deep);
        }
        Map<String, Object> wide = Map.of("or", Collections.nCopies(300, Map.of("number", Map.of("eq", "1"))));
        Map<String, Object> many = Map.of("number", Map.of("in", Collections.nCopies(1_001, "1")));
        Map<String, Object> sought = Map.of("number", Map.of("contains", "x".repeat(1_001)));
        Map<String, Object> compared = Map.of("number", Map.of("in", List.of("1", "x".repeat(1_001))));

        // then
        for (Map<String, Object> where : List.of(deep, wide, many, sought, compared)) {
            ExecutionGraphQlResponse response = contract.ask(
                    "query ($where: ProductionOrderWhere) { productionOrders(where: $where) { totalCount } }",
                    Map.of("where", where));
            assertThat(Contract.code(response)).isEqualTo("BAD_USER_INPUT");
        }
    }

    @Test
    void longListsWithoutPagesAreRefusedAndNotCut() {
        // given
        try (Contract large = new Contract()) {
            String steps =
                    "query($last: Int) { productionOrders(where: {number: {eq: \"000123\"}, company: {eq: \"MATRIZ\"}})"
                            + " { nodes { steps(where: {sequence: {lte: $last}}) { sequence } } } }";
            large.sql
                    .sql(
                            "delete from hub.order_step s using hub.production_order o where o.id = s.order_id and not exists"
                                    + " (select from hub.posting p where p.step_id = s.id) and o.number = '000123'")
                    .update();
            large.sql
                    .sql(
                            "insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, observed_at)"
                                    + " select gen_random_uuid(), company_id, 'test', id, 1000 + n, 'OP', now()"
                                    + " from hub.production_order, generate_series(1, 1001) n where number = '000123'")
                    .update();

            // then
            assertThat(Contract.code(large.ask(steps, Map.of("last", 9_999)))).isEqualTo("COST_LIMIT");
            assertThat(large.ask(steps, Map.of("last", 1_900)).getErrors()).isEmpty();
        }
    }

    @Test
    void slowReadsAreCutOff() {
        // given
        try (Contract impatient = new Contract(Duration.ofSeconds(1))) {
            impatient
                    .sql
                    .sql("create or replace function hub.payload_text(payload bytea) returns text language sql volatile"
                            + " as 'select pg_sleep(30)::text'")
                    .update();

            // when
            ExecutionGraphQlResponse response = impatient.ask("{ quarantine { nodes { payload } } }");

            // then
            assertThat(Contract.code(response)).isEqualTo("TIMEOUT");
        }
    }

    @Test
    void fieldsOfARequestShareItsTime() {
        // given
        String document = "{ a: items(first: 1) { totalCount } b: productionOrders(first: 1) { totalCount } }";
        try (Contract slow = new Contract()) {
            assertThat(slow.ask(document).getErrors()).isEmpty();

            // when
            slow.slow(Duration.ofSeconds(20));

            // then
            assertThat(Contract.code(slow.ask(document))).isEqualTo("TIMEOUT");
            assertThat(slow.askAgain(document, Map.of())).get().asString().contains("TIMEOUT", "\"data\":null");
        }
    }

    @Test
    void ourFaultsAreNamedByATraceAndTellNothingElse() {
        // given
        contract.sql.sql("alter table hub.alert rename column subject to topic").update();

        // when
        ExecutionGraphQlResponse response = contract.ask("{ alerts { nodes { subject } } }");

        // then
        assertThat(Contract.code(response)).isEqualTo("INTERNAL");
        assertThat(response.getErrors().getFirst().getExtensions()).containsKey("traceId");
        assertThat(response.getErrors().getFirst().getMessage()).doesNotContain("subject");
    }
}
