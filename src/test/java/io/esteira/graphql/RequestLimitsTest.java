package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.graphql.ExecutionGraphQlResponse;

/** Each limit has its code, tells itself, and is held before the database is asked anything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestLimitsTest {

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @BeforeEach
    void forget() {
        contract.counting.drain();
    }

    private void assertRefused(String code, long limit, String document) {
        assertRefused(code, limit, document, Map.of());
    }

    private void assertRefused(String code, long limit, String document, Map<String, Object> variables) {
        ExecutionGraphQlResponse response = contract.ask(document, variables);

        assertThat(Contract.code(response)).isEqualTo(code);
        assertThat(response.getErrors().getFirst().getExtensions()).containsEntry("limit", limit);
        assertThat(response.getExecutionResult().isDataPresent()).isFalse();
        assertThat(contract.counting.drain()).isEmpty();
    }

    @Test
    void depth() {
        String deep = "item { productionOrders { nodes { ".repeat(5) + "id" + " } } }".repeat(5);

        assertRefused("DEPTH_LIMIT", 12, "{ productionOrders { nodes { " + deep + " } } }");
    }

    /** Whoever follows such a document needs a stack for it, whatever its fields are. */
    @Test
    void nestingOfFragmentsAndOfWhatIsInNoOperation() {
        String inline = "... { ".repeat(80) + "__typename" + " }".repeat(80);
        StringBuilder chain = new StringBuilder("{ __typename }");
        for (int i = 0; i < 1_000; i++) {
            chain.append(" fragment f%d on Query { ...f%d }".formatted(i, i + 1));
        }
        StringBuilder backwards = new StringBuilder("{ __typename }");
        for (int i = 999; i >= 0; i--) {
            backwards.append(" fragment f%d on Query { ...f%d }".formatted(i, i + 1));
        }

        assertRefused("DEPTH_LIMIT", 12, "{ " + inline + " }");
        assertRefused("DEPTH_LIMIT", 12, chain.toString());
        assertRefused("DEPTH_LIMIT", 12, backwards.toString());
    }

    @Test
    void depthThatTheParserDoesNotFollow() {
        assertRefused("DEPTH_LIMIT", 12, "{ a ".repeat(2_000) + "}".repeat(2_000));
    }

    @Test
    void aliases() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 101; i++) {
            many.append(" a").append(i).append(": __typename");
        }

        assertRefused("ALIAS_LIMIT", 100, "{" + many + " }");
    }

    @Test
    void fieldsThatFragmentsSpreadInto() {
        StringBuilder bomb = new StringBuilder("{ productionOrders { nodes { ...f0 } } }");
        for (int i = 0; i < 30; i++) {
            bomb.append("fragment f%d on ProductionOrder { number ...f%d status ...f%d }".formatted(i, i + 1, i + 1));
        }
        bomb.append("fragment f30 on ProductionOrder { id }");

        assertRefused("FIELD_LIMIT", 1_000, bomb.toString());
    }

    @Test
    void directives() {
        assertRefused("DIRECTIVE_LIMIT", 50, "{ __typename" + " @a".repeat(51) + " }");
        assertRefused("DIRECTIVE_LIMIT", 50, "query" + " @include(if: true)".repeat(51) + " { __typename }");
    }

    @Test
    void tokensAndCharacters() {
        assertRefused("TOKEN_LIMIT", 10_000, "{ items { nodes { " + "code ".repeat(10_001) + "} } }");
        assertRefused("DOCUMENT_LIMIT", 200_000, "{ item(id: \"" + "x".repeat(1_100_000) + "\") { id } }");
    }

    /** Such numbers took seconds to become some. */
    @Test
    void charactersOfNumbers() {
        assertRefused("DOCUMENT_LIMIT", 300, "{ items(first: " + "9".repeat(190_000) + ") { totalCount } }");
        assertRefused("DOCUMENT_LIMIT", 300, "#\r{ items(first: " + "9".repeat(190_000) + ") { totalCount } }");
        assertRefused(
                "DOCUMENT_LIMIT",
                5_000,
                "{ items(first: [" + ("9".repeat(299) + " ").repeat(17) + "]) { totalCount } }");
        assertRefused("DOCUMENT_LIMIT", 5_000, "{ items(first: [" + "-1 ".repeat(2_501) + "]) { totalCount } }");
    }

    @Test
    void operations() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            many.append("query q").append(i).append(" { __typename } ");
        }

        assertRefused("OPERATION_LIMIT", 20, many.toString());
    }

    @Test
    void oneOfSeveralOperationsMustBeNamed() {
        ExecutionGraphQlResponse response = contract.ask("query a { __typename } query b { __typename }");

        assertThat(Contract.code(response)).isEqualTo("BAD_USER_INPUT");
        assertThat(response.getExecutionResult().isDataPresent()).isFalse();
    }

    /** Also of the second list: the first is not read in vain. */
    @Test
    void lengthOfPages() {
        assertRefused(
                "PAGE_LIMIT",
                500,
                "{ items { nodes { id } } productionOrders { nodes { postings(first: 501) { totalCount } } } }");
        assertRefused(
                "PAGE_LIMIT",
                500,
                "query ($n: Int) { items(first: $n) { nodes { id } } }",
                Map.of("n", Integer.MAX_VALUE));
        assertRefused("PAGE_LIMIT", 10_000, "{ itemsAggregate(limit: 10001) { count } }");
        assertRefused("PAGE_LIMIT", 500, "{ itemsChanges(first: 501) { nodes { id } } }");
    }

    @Test
    void costOfAllRootFieldsTogether() {
        String one = "productionOrders(first: 500) { nodes { postings(first: 150) { nodes { id } } } }";

        assertThat(contract.ask("{ " + one + " }").getErrors()).isEmpty();
        contract.counting.drain();
        assertRefused("COST_LIMIT", 100_000, "{ a: " + one + " b: " + one + " }");
        assertRefused(
                "COST_LIMIT",
                100_000,
                "{ productionOrders(first: 500) { nodes { postings(first: 500) { nodes { id } } } } }");
        assertRefused(
                "COST_LIMIT",
                100_000,
                "query ($n: Int = 500) { productionOrders(first: $n) { edges { node { ...p } } } }"
                        + " fragment p on ProductionOrder { postings(first: $n) { edges { node { id } } } }");
    }

    @Test
    void whatOnlyCountsIsCheap() {
        ExecutionGraphQlResponse response =
                contract.ask("{ productionOrders(first: 500) { nodes { postings(first: 500) { totalCount } } } }");

        assertThat(response.getErrors()).isEmpty();
    }

    /** Each looks at all rows, however few it answers. */
    @Test
    void wholeListsAreLookedAtOnlySoOften() {
        assertThat(contract.ask("{" + many(39, "postings(first: 0) { totalCount }") + " }")
                        .getErrors())
                .isEmpty();
        contract.counting.drain();
        assertRefused("COST_LIMIT", 100_000, "{" + many(41, "postings(first: 0) { totalCount }") + " }");
        assertRefused("COST_LIMIT", 100_000, "{" + many(41, "postingsAggregate { count }") + " }");
        assertRefused(
                "COST_LIMIT",
                100_000,
                "{ postings(first: 0) { ...counts } } fragment counts on PostingConnection {" + many(41, "totalCount")
                        + " }");
    }

    private static String many(int times, String field) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < times; i++) {
            fields.append(" a").append(i).append(": ").append(field);
        }
        return fields.toString();
    }

    @Test
    void errorsAreFew() {
        StringBuilder wrong = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            wrong.append(" nonsense").append(i);
        }

        assertThat(contract.ask("{" + wrong + " }").getErrors()).hasSizeLessThanOrEqualTo(20);
    }
}
