package io.esteira.graphql;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error of the contract: a message for people, and a stable code for programs. */
record Problem(String code, String message, Map<String, Object> more) implements ErrorClassification {

    static final String CODE = "code";

    GraphQLError at(DataFetchingEnvironment environment) {
        return build(GraphqlErrorBuilder.newError(environment));
    }

    GraphQLError anywhere() {
        return build(GraphqlErrorBuilder.newError());
    }

    private GraphQLError build(GraphqlErrorBuilder<?> builder) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put(CODE, code);
        extensions.putAll(more);
        return builder.message("%s", message)
                .errorType(this)
                .extensions(extensions)
                .build();
    }

    @Override
    public Object toSpecification(GraphQLError error) {
        return code;
    }
}
