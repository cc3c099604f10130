package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaTest {

    private static final Path SNAPSHOT = Path.of("../graphql/schema.snapshot.graphqls");
    private static final Path ACTUAL = Path.of("target/schema.snapshot.graphqls");

    private Contract contract;

    @BeforeAll
    void open() {
        contract = new Contract();
    }

    @AfterAll
    void close() {
        contract.close();
    }

    @Test
    void isTheOneOfTheSnapshot() throws IOException {
        // given
        String schema = SchemaText.of(contract.source().schema());
        Files.writeString(ACTUAL, schema);

        // then
        assertThat(Files.mismatch(SNAPSHOT, ACTUAL))
                .as(
                        "the contract changed here: look at the difference, then copy src/%s over graphql/schema.snapshot.graphqls",
                        ACTUAL)
                .isEqualTo(-1);
    }

    @Test
    void describesEachTypeFieldAndArgument() {
        // given
        GraphQLSchema schema = contract.source().schema();
        List<String> undescribed = new ArrayList<>();

        // when
        for (GraphQLNamedType type : schema.getAllTypesAsList()) {
            if (type.getName().startsWith("__")) {
                continue;
            }
            if (isBlank(type.getDescription())) {
                undescribed.add(type.getName());
            }
            if (type instanceof GraphQLObjectType object) {
                object.getFieldDefinitions().forEach(field -> addUndescribed(undescribed, object, field));
            }
            if (type instanceof GraphQLInputObjectType input) {
                input.getFieldDefinitions().stream()
                        .filter(field -> isBlank(field.getDescription()))
                        .forEach(field -> undescribed.add(input.getName() + "." + field.getName()));
            }
        }

        // then
        assertThat(undescribed).isEmpty();
    }

    private static void addUndescribed(List<String> undescribed, GraphQLObjectType type, GraphQLFieldDefinition field) {
        if (isBlank(field.getDescription())) {
            undescribed.add(type.getName() + "." + field.getName());
        }
        field.getArguments().stream()
                .filter(argument -> isBlank(argument.getDescription()))
                .forEach(argument ->
                        undescribed.add(type.getName() + "." + field.getName() + "(" + argument.getName() + ")"));
    }

    private static boolean isBlank(@Nullable String description) {
        return description == null || description.isBlank();
    }

    @Test
    void tellsNothingOfTables() {
        assertThat(SchemaText.of(contract.source().schema()))
                .doesNotContain("@collection", "@lookup", "CompanyScope", "production_order", "company_id");
        assertThat(contract.<Object>get("{ __schema { directives { name } } }", "__schema.directives"))
                .asString()
                .doesNotContain("collection", "children");
    }
}
