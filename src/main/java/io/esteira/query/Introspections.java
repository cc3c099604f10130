package io.esteira.query;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers questions about one schema as reads are answered: with text that is ready. Safe for use by several threads. */
final class Introspections {

    private @Nullable SchemaTree tree;

    GraphQLCodeRegistry fetchers() {
        return GraphQLCodeRegistry.newCodeRegistry()
                .dataFetcher(FieldCoordinates.systemCoordinates("__schema"), this::schema)
                .dataFetcher(FieldCoordinates.systemCoordinates("__type"), this::type)
                .build();
    }

    private Object schema(DataFetchingEnvironment environment) {
        return isPlain(environment)
                ? environment.getGraphQLSchema()
                : tree(environment).schema(Selection.of(environment));
    }

    private @Nullable Object type(DataFetchingEnvironment environment) {
        String name = Objects.requireNonNull(environment.getArgument("name"));
        return isPlain(environment)
                ? environment.getGraphQLSchema().getType(name)
                : tree(environment).type(name, Selection.of(environment));
    }

    private static boolean isPlain(DataFetchingEnvironment environment) {
        return environment.getGraphQlContext().getBoolean(SchemaTree.PLAIN, false);
    }

    /** Made when it is first asked for: most who start the hub never do. */
    private synchronized SchemaTree tree(DataFetchingEnvironment environment) {
        SchemaTree known = tree;
        if (known == null) {
            known = SchemaTree.of(environment.getGraphQLSchema());
            tree = known;
        }
        return known;
    }
}
