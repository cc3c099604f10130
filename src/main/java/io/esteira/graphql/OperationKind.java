package io.esteira.graphql;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.Objects;
import java.util.stream.Stream;

/** What is asked by which root type, by the contract's names. */
enum OperationKind {
    QUERY("Query"),
    MUTATION("Mutation"),
    SUBSCRIPTION("Subscription");

    private final String root;

    OperationKind(String root) {
        this.root = root;
    }

    String root() {
        return root;
    }

    /** Names of its root fields, in alphabetical order. */
    Stream<String> fields(GraphQLSchema schema) {
        GraphQLObjectType type = Objects.requireNonNull(schema.getObjectType(root), root);
        return type.getFieldDefinitions().stream()
                .map(GraphQLFieldDefinition::getName)
                .sorted();
    }
}
