package io.esteira.graphql;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.ResultPath;
import graphql.schema.DataFetchingEnvironment;
import io.esteira.query.RepeatedField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An error of the contract: a message for people, and a stable code for programs. */
record Problem(String code, String message, Map<String, Object> more) implements ErrorClassification {

    static final String CODE = "code";
    static final String METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED";

    /** A request that asks for more than it may. */
    static Problem limit(String code, String message, long limit) {
        return new Problem(code, message, Map.of("limit", limit));
    }

    static Problem unknownDocument() {
        return new Problem(
                "UNKNOWN_DOCUMENT", "No published document has this id: give its name or its SHA-256.", Map.of());
    }

    GraphQLError at(DataFetchingEnvironment environment) {
        return build(GraphqlErrorBuilder.newError(environment));
    }

    /** At a root field. */
    GraphQLError at(RepeatedField field) {
        return build(GraphqlErrorBuilder.newError()
                .path(ResultPath.rootPath().segment(field.key()))
                .location(field.location()));
    }

    GraphQLError anywhere() {
        return build(GraphqlErrorBuilder.newError());
    }

    /** Ends a request of which nothing was executed yet. */
    AbortExecutionException abort() {
        return new AbortExecutionException(List.of(anywhere()));
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
