package io.esteira.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.introspection.IntrospectionQuery;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.ExecutionGraphQlResponse;
import tools.jackson.databind.json.JsonMapper;

/** What is told of the schema is what graphql-java tells of it, but for directives that are not followed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaAnswersTest {

    private static final String REFERENCE =
            "{ __typename kind name ofType { kind name ofType { kind name ofType { kind name } } } }";
    private static final String VALUE =
            "{ __typename name description type " + REFERENCE + " defaultValue isDeprecated deprecationReason }";
    private static final String TYPE = "{ __typename kind name description specifiedByURL isOneOf"
            + " fields(includeDeprecated: true) { __typename name description args(includeDeprecated: true) " + VALUE
            + " type "
            + REFERENCE + " isDeprecated deprecationReason } interfaces " + REFERENCE + " possibleTypes " + REFERENCE
            + " enumValues(includeDeprecated: true) { __typename name description isDeprecated deprecationReason }"
            + " inputFields(includeDeprecated: true) " + VALUE + " ofType { name } }";

    private Contract contract;
    private GraphQL plain;

    @BeforeAll
    void open() {
        contract = new Contract(
                "extend type Item { old(a: Int @deprecated(reason: \"b\"), c: Int = 3): String @deprecated"
                        + " } enum Old { NEW OLDER @deprecated(reason: \"x\\ny\") } extend type Item { age: Old }",
                wiring -> {});
        GraphQLSchema schema = contract.source().schema();
        DataFetcher<?> whole = DataFetchingEnvironment::getGraphQLSchema;
        DataFetcher<?> type = environment -> schema.getType(requireNonNull(environment.<String>getArgument("name")));
        GraphQLCodeRegistry registry = schema.getCodeRegistry()
                .transform(builder -> builder.dataFetcher(FieldCoordinates.systemCoordinates("__schema"), whole)
                        .dataFetcher(FieldCoordinates.systemCoordinates("__type"), type));
        plain = GraphQL.newGraphQL(schema.transformWithoutTypes(builder -> builder.codeRegistry(registry)))
                .build();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    private void assertAsPlain(String document, Map<String, Object> variables) {
        ExecutionResult told =
                plain.execute(ExecutionInput.newExecutionInput(document).variables(variables));
        assertThat(told.getErrors()).isEmpty();
        Contract.Sent sent = contract.askAsSent(document, variables);

        assertThat(sent.errors()).isEmpty();
        assertThat(sent.data()).isEqualTo(JsonMapper.shared().writeValueAsString(told.getData()));
    }

    @Test
    void theStandardQuestionIsAnsweredWithTheDirectivesThatAreFollowed() {
        ExecutionResult told = plain.execute(IntrospectionQuery.INTROSPECTION_QUERY);
        Map<String, Map<String, Object>> data = requireNonNull(told.getData());
        Map<String, Object> schema = new LinkedHashMap<>(requireNonNull(data.get("__schema")));
        List<?> directives = (List<?>) requireNonNull(schema.get("directives"));
        schema.put(
                "directives",
                directives.stream()
                        .filter(directive -> !Set.of("defer", "experimental_disableErrorPropagation")
                                .contains(requireNonNull(((Map<?, ?>) directive).get("name"))))
                        .toList());

        Contract.Sent sent = contract.askAsSent(IntrospectionQuery.INTROSPECTION_QUERY, Map.of());

        assertThat(directives).hasSize(7);
        assertThat(sent.errors()).isEmpty();
        assertThat(sent.data()).isEqualTo(JsonMapper.shared().writeValueAsString(Map.of("__schema", schema)));
    }

    @Test
    void eachTypeIsToldWithAllThatCanBeAsked() {
        Set<String> names = contract.source().schema().getAllTypesAsList().stream()
                .map(GraphQLNamedType::getName)
                .collect(Collectors.toSet());

        assertThat(names).hasSizeGreaterThan(300).contains("__Type", "Old");
        names.forEach(name ->
                assertAsPlain("query ($name: String!) { __type(name: $name) " + TYPE + " }", Map.of("name", name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ __schema { description queryType { name } mutationType { name } subscriptionType { name kind } } }",
                "{ s: __schema { ...A } } fragment A on __Schema { t: types { ... on __Type { n: name kind } __typename } }",
                "query ($all: Boolean = true) { __schema { types { fields(includeDeprecated: $all) { name } } } }",
                "query ($all: Boolean = false) { __schema { types { some: fields(includeDeprecated: $all) { name args { name } } } } }",
                "{ __schema { types { enumValues { name } name @skip(if: true) kind @include(if: true) } } }",
                "{ __schema { types { inputFields { name type { enumValues { name description } } } } } }",
                "{ __type(name: \"Item\") { fields { type { ofType { name fields: description } } } } }",
                "{ __type(name: \"Nothing\") { name } __typename }",
                "{ __schema { types { name } } __type(name: \"Item\") { fields { name } name name } }"
            })
    void anyQuestionIsAnswered(String document) {
        assertAsPlain(document, Map.of());
    }

    @Test
    void theSchemaIsToldBesideRows() {
        Contract.Sent sent =
                contract.askAsSent("{ items(first: 0) { totalCount } __type(name: \"Item\") { name } }", Map.of());

        assertThat(sent.data()).isEqualTo("{\"items\":{\"totalCount\":4},\"__type\":{\"name\":\"Item\"}}");
    }

    @Test
    void whatIsTooLongIsRefused() {
        String descriptions =
                IntStream.range(0, 90).mapToObj(i -> " d" + i + ": description").collect(Collectors.joining());

        ExecutionGraphQlResponse response = contract.ask(
                "{ __schema { types { fields { args { type { inputFields {" + descriptions + " } } } } } } }");

        assertThat(Contract.code(response)).isEqualTo("COST_LIMIT");
    }
}
