package io.esteira.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.execution.CoercedVariables;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.execution.instrumentation.parameters.InstrumentationValidationParameters;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.OperationDefinition;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.validation.ValidationError;
import graphql.validation.Validator;
import io.esteira.query.ReadRefused;
import io.esteira.query.ReadyAnswers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds requests to their limits before anything is fetched, and gives each error its code. */
@Component
final class RequestRules implements Instrumentation {

    /** Of a mutation, in characters: more than anybody types. */
    private static final int LONGEST_TEXT = 4_000;

    /** In characters, texts and blanks included; what is long belongs into variables. */
    private static final int LONGEST_DOCUMENT = 200_000;

    /** Arguments that carry a file, or a whole record, as text. */
    private static final Set<String> FILES = Set.of("csv", "payload", "xlsx");

    private final ReadProperties limits;
    private final Introspection introspection;
    private final ParserOptions parsing;
    private final OperationCosts costs = new OperationCosts();

    RequestRules(ReadProperties limits, Introspection introspection) {
        this.limits = limits;
        this.introspection = introspection;
        this.parsing = ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxTokens(limits.maxTokens()));
        Validator.setMaxValidationErrors(CodedErrors.MOST);
    }

    /** Such a text is not looked at. */
    static boolean isTooLong(String document) {
        return document.length() > LONGEST_DOCUMENT;
    }

    /** How one document is parsed: to its end within the limits only. */
    ParserOptions parsing() {
        return parsing.transform(options -> options.parsingListener(new LongNumbers()));
    }

    /** Documents with more tokens are not parsed to their end; what is wrong with others is told in the words of {@code i18n/}. */
    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        input.getGraphQLContext().put(ParserOptions.class, parsing());
        return input.transform(told -> told.locale(Locale.ENGLISH));
    }

    @Override
    public InstrumentationContext<Document> beginParse(
            InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        String text = parameters.getQuery();
        if (isTooLong(text)) {
            throw tooMany("DOCUMENT_LIMIT", "characters", LONGEST_DOCUMENT).abort();
        }
        if (LongNumbers.in(text)) {
            throw tooMany("DOCUMENT_LIMIT", "digits in a number", LongNumbers.LONGEST)
                    .abort();
        }
        return SimpleInstrumentationContext.whenCompleted((document, thrown) -> {
            switch (thrown) {
                case ParseCancelledException many ->
                    throw tooMany("TOKEN_LIMIT", "tokens", limits.maxTokens()).abort();
                case ParseCancelledTooDeepException deep -> throw tooDeep().abort();
                case null, default -> {}
            }
        });
    }

    /** Before the document is compared with the schema, which takes longer the larger it is. */
    @Override
    public @Nullable InstrumentationContext<List<ValidationError>> beginValidation(
            InstrumentationValidationParameters parameters, @Nullable InstrumentationState state) {
        DocumentSize size = DocumentSize.of(parameters.getDocument());
        if (size.depth() > limits.maxDepth() || size.nesting() > DocumentSize.DEEPEST) {
            throw tooDeep().abort();
        }
        require("FIELD_LIMIT", "fields", size.fields(), limits.maxFields());
        require("ALIAS_LIMIT", "aliases", size.aliases(), limits.maxAliases());
        require("DIRECTIVE_LIMIT", "directives", size.directives(), limits.maxDirectives());
        require("OPERATION_LIMIT", "operations", size.operations(), limits.maxOperations());
        requireStorable(StorableTexts.in(parameters.getDocument()));
        requireFollowedDirectives(parameters.getDocument());
        return SimpleInstrumentationContext.noOp();
    }

    private static void requireStorable(boolean storable) {
        if (!storable) {
            throw new Problem("BAD_USER_INPUT", "A text contains a character that cannot be stored.", Map.of()).abort();
        }
    }

    private static void requireFollowedDirectives(Document document) {
        new NodeTraverser()
                .preOrder(
                        new NodeVisitorStub() {
                            @Override
                            public TraversalControl visitDirective(Directive node, TraverserContext<Node> context) {
                                if (ReadyAnswers.UNFOLLOWED_DIRECTIVES.contains(node.getName())) {
                                    throw new Problem(
                                                    "BAD_USER_INPUT",
                                                    "Unknown directive '" + node.getName()
                                                            + "': an answer comes whole.",
                                                    Map.of())
                                            .abort();
                                }
                                return TraversalControl.CONTINUE;
                            }
                        },
                        document);
    }

    private static void require(String code, String what, long actual, int limit) {
        if (actual > limit) {
            throw tooMany(code, what, limit).abort();
        }
    }

    static Problem tooMany(String code, String what, int limit) {
        return Problem.limit(
                code, String.format(Locale.ROOT, "The request has too many %s: at most %,d.", what, limit), limit);
    }

    private Problem tooDeep() {
        return tooMany("DEPTH_LIMIT", "fields within fields", limits.maxDepth());
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        requireDoor(context);
        if (introspection.refuses(context)) {
            throw new Problem("FORBIDDEN", "Your roles do not allow you to read the schema.", Map.of()).abort();
        }
        requireWithin(
                context.getGraphQLSchema(),
                context.getDocument(),
                context.getOperationDefinition(),
                context.getCoercedVariables());
        return SimpleInstrumentationContext.noOp();
    }

    /**
     * Holds an operation to what its variables decide.
     *
     * @param document within the limits that a text is held to
     * @throws graphql.execution.AbortExecutionException when it asks for too much
     */
    void requireWithin(
            GraphQLSchema schema, Document document, OperationDefinition operation, CoercedVariables variables) {
        requireStorable(StorableTexts.in(variables.toMap()));
        long cost = costs.of(schema, document, operation, variables);
        if (cost > limits.maxCost()) {
            String message = "The operation may answer %,d rows, which is more than %,d: ask for fewer with `first`.";
            throw Problem.limit(
                            "COST_LIMIT", String.format(Locale.ROOT, message, cost, limits.maxCost()), limits.maxCost())
                    .abort();
        }
    }

    /** A link changes nothing, and one answer is no stream of them. */
    private static void requireDoor(ExecutionContext context) {
        Door door = context.getGraphQLContext().get(Door.class);
        OperationDefinition.Operation operation =
                context.getOperationDefinition().getOperation();
        if (door != null && door.readOnly() && operation == OperationDefinition.Operation.MUTATION) {
            throw new Problem(Problem.METHOD_NOT_ALLOWED, "Send mutations by POST.", Map.of()).abort();
        }
        if (door != null && !door.streaming() && operation == OperationDefinition.Operation.SUBSCRIPTION) {
            String message = "Subscribe with `Accept: text/event-stream`, or over WebSocket.";
            throw new Problem("BAD_USER_INPUT", message, Map.of()).abort();
        }
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

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        boolean hints = !CodedErrors.hint(result)
                || introspection.allowed(parameters.getExecutionInput().getGraphQLContext());
        return CompletableFuture.completedFuture(CodedErrors.of(result, hints));
    }
}
