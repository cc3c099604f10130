package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import io.esteira.platform.Role;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** In mode hardened the schema is told to IT and integrations alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardenedTest {

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract(GraphQlMode.HARDENED);
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"IT", "ADMIN", "INTEGRATION"})
    void theSchemaIsForThoseWhoWorkWithIt(Role role) {
        ExecutionGraphQlResponse response = contract.as(role, "MATRIZ").ask(IntrospectionQuery.INTROSPECTION_QUERY);

        assertThat(response.getErrors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query IntrospectionQuery { __schema { types { name fields { name } } } }",
                "{ __schema { queryType { name } } }",
                "{ x: __type(name: \"Item\") { name } items { totalCount } }",
                "{ ...a } fragment a on Query { ... { __schema { types { name } } } }"
            })
    void theSchemaIsNotForOthers(String document) {
        contract.as(Role.OPERATOR, "MATRIZ").counting.drain();

        ExecutionGraphQlResponse response = contract.ask(document);

        assertThat(Contract.code(response)).isEqualTo("FORBIDDEN");
        assertThat(response.getExecutionResult().isDataPresent()).isFalse();
        assertThat(contract.counting.drain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ itemz { totalCount } }",
                "{ items { nodes { coed } } }",
                "{ items(fisrt: 1) { totalCount } }",
                "{ items { nodes } }",
                "{ items(where: {kind: {eq: NONSENSE}}) { totalCount } }",
                "query ($where: ItemWhere) { items(where: $where) { totalCount } }",
                "{ productionOrders { nodes { ... on Item { id } } } }"
            })
    void whatDoesNotFitIsNotNamed(String document) {
        Map<String, Object> variables =
                document.contains("$where") ? Map.of("where", Map.of("coed", Map.of("eq", "x"))) : Map.of();

        ExecutionGraphQlResponse response = contract.as(Role.OPERATOR, "MATRIZ").ask(document, variables);
        ExecutionGraphQlResponse toIt = contract.as(Role.IT, "MATRIZ").ask(document, variables);

        assertThat(response.getErrors()).isNotEmpty().allSatisfy(error -> {
            assertThat(error.getMessage()).isEqualTo("The request does not fit the schema at this place.");
            assertThat(error.getExtensions()).containsOnlyKeys("code");
        });
        assertThat(toIt.getErrors()).isNotEmpty().noneMatch(error -> String.valueOf(error.getMessage())
                .contains("does not fit"));
    }

    @Test
    void typenamesAndQuestionsThatFitAreForAll() {
        ExecutionGraphQlResponse response = contract.as(Role.OPERATOR, "MATRIZ")
                .ask("{ __typename items(first: 1) { nodes { __typename code } } }");

        assertThat(response.getErrors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"OPEN, true, 200", "OPEN, false, 404", "HARDENED, true, 404", "HARDENED, false, 404"})
    void graphiQlIsForModeOpenAlone(GraphQlMode mode, boolean enabled, int status) {
        GraphiQlConfiguration configuration =
                new GraphiQlConfiguration(Contract.settings(Map.of("mode", mode.name())), enabled);
        MockMvcTester mvc = MockMvcTester.create(
                MockMvcBuilders.routerFunctions(configuration.graphiQl()).build());

        assertThat(mvc.get().uri("/graphiql")).hasStatus(status);
    }
}
