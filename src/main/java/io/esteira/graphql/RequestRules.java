package io.esteira.graphql;

import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorHelper;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.parser.ParserOptions;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.esteira.query.ReadRefused;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds requests to their limits before anything is fetched, and gives each error its code. */
@Component
final class RequestRules implements Instrumentation {

    private static final int MAX_ERRORS = 20;

    /** Of a mutation, in characters: more than anybody types. */
    private static final int LONGEST_TEXT = 4_000;

    /** Arguments that carry a file as text. */
    private static final Set<String> FILES = Set.of("csv", "xlsx");

    private final ReadProperties limits;
    private final ParserOptions parsing;

    RequestRules(ReadProperties limits) {
        this.limits = limits;
        this.parsing = ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxTokens(limits.maxTokens()));
    }

    /** Documents with more tokens are not parsed to their end. */
    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        input.getGraphQLContext().put(ParserOptions.class, parsing);
        return input;
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        DocumentSize size = DocumentSize.of(context.getDocument(), context.getOperationDefinition());
        require("DEPTH_LIMIT", "fields within fields", size.depth(), limits.maxDepth());
        require("FIELD_LIMIT", "fields", size.fields(), limits.maxFields());
        require("ALIAS_LIMIT", "aliases", size.aliases(), limits.maxAliases());
        if (!StorableTexts.in(context.getDocument())
                || !StorableTexts.in(context.getCoercedVariables().toMap())) {
            throw refused("BAD_USER_INPUT", "A text contains a character that cannot be stored.", Map.of());
        }
        return SimpleInstrumentationContext.noOp();
    }

    /** What a mutation stores is told and shown again and again: its texts have a length, but for files, which have limits of their own. */
    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher,
            InstrumentationFieldFetchParameters parameters,
            @Nullable InstrumentationState state) {
        DataFetchingEnvironment environment = parameters.getEnvironment();
        return environment.getParentType() != environment.getGraphQLSchema().getMutationType()
                ? fetcher
                : called -> {
                    Map<String, Object> given = new HashMap<>(called.getArguments());
                    given.keySet().removeAll(FILES);
                    if (!StorableTexts.within(LONGEST_TEXT, given)) {
                        throw ReadRefused.badInput("A text has more than " + LONGEST_TEXT + " characters.");
                    }
                    return fetcher.get(called);
                };
    }

    private static void require(String code, String what, long actual, int limit) {
        if (actual > limit) {
            String message = "The operation has too many " + what + ": at most " + limit + ".";
            throw refused(code, message, Map.of("limit", limit));
        }
    }

    private static AbortExecutionException refused(String code, String message, Map<String, Object> details) {
        return new AbortExecutionException(List.of(new Problem(code, message, details).anywhere()));
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        if (result.getErrors().stream().allMatch(RequestRules::hasCode)) {
            return CompletableFuture.completedFuture(result);
        }
        List<GraphQLError> coded = result.getErrors().stream()
                .limit(MAX_ERRORS)
                .map(RequestRules::withCode)
                .toList();
        return CompletableFuture.completedFuture(result.transform(builder -> builder.errors(coded)));
    }

    private static boolean hasCode(GraphQLError error) {
        return error.getExtensions() != null && error.getExtensions().containsKey(Problem.CODE);
    }

    private static GraphQLError withCode(GraphQLError error) {
        return hasCode(error) ? error : new Coded(error);
    }

    /** An error of the library with a code. */
    private record Coded(GraphQLError error) implements GraphQLError {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            return error.getMessage();
        }

        @Override
        public List<graphql.language.SourceLocation> getLocations() {
            return error.getLocations();
        }

        @Override
        public graphql.ErrorClassification getErrorType() {
            return error.getErrorType();
        }

        @Override
        public List<Object> getPath() {
            return error.getPath();
        }

        @Override
        public Map<String, Object> getExtensions() {
            Map<String, Object> extensions = new LinkedHashMap<>();
            if (error.getExtensions() != null) {
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
