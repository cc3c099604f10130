package io.esteira.graphql;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorHelper;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives the library's own errors a code, and keeps their number down. */
final class CodedErrors {

    /** Of one answer; whoever has more mends the first ones first. */
    static final int MOST = 20;

    /** Messages repeat what was sent, however long it is. */
    private static final int LONGEST = 1_000;

    private CodedErrors() {}

    /** @param hints whether messages may name what the schema has */
    static ExecutionResult of(ExecutionResult result, boolean hints) {
        if (result.getErrors().size() <= MOST && result.getErrors().stream().allMatch(CodedErrors::hasCode)) {
            return result;
        }
        List<GraphQLError> coded = result.getErrors().stream()
                .limit(MOST)
                .map(error -> hasCode(error) ? error : new Coded(error, hints))
                .toList();
        return result.transform(builder -> builder.errors(coded));
    }

    /** Whether some message might name what the schema has. */
    static boolean hint(ExecutionResult result) {
        return result.getErrors().stream().anyMatch(CodedErrors::isHint);
    }

    private static boolean isHint(GraphQLError error) {
        return !hasCode(error) && error.getErrorType() == ErrorType.ValidationError;
    }

    private static boolean hasCode(GraphQLError error) {
        return error.getExtensions() != null && error.getExtensions().containsKey(Problem.CODE);
    }

    private record Coded(GraphQLError error, boolean hints) implements GraphQLError {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            if (!hints && isHint(error)) {
                return "The request does not fit the schema at this place.";
            }
            String message = String.valueOf(error.getMessage());
            return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
        }

        @Override
        public List<SourceLocation> getLocations() {
            return error.getLocations();
        }

        @Override
        public ErrorClassification getErrorType() {
            return error.getErrorType();
        }

        @Override
        public List<Object> getPath() {
            return error.getPath();
        }

        @Override
        public Map<String, Object> getExtensions() {
            Map<String, Object> extensions = new LinkedHashMap<>();
            if (hints && error.getExtensions() != null) {
                extensions.putAll(error.getExtensions());
            }
            extensions.put(Problem.CODE, code());
            return extensions;
        }

        @Override
        public Map<String, Object> toSpecification() {
            return GraphqlErrorHelper.toSpecification(this);
        }

        /** All that fails before something is fetched is the request's fault. */
        private String code() {
            return error.getErrorType() == ErrorType.DataFetchingException
                            || error.getErrorType() == ErrorType.NullValueInNonNullableField
                    ? "INTERNAL"
                    : "BAD_USER_INPUT";
        }
    }
}
