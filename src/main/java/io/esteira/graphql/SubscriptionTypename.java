package io.esteira.graphql;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets {@code __typename} stand beside the field of a subscription, as common generators of Flutter clients put it. By the
 * specification a subscription has one root field, so it is taken out before, and answered here.
 */
@Component
final class SubscriptionTypename implements WebGraphQlInterceptor {

    private static final String TYPENAME = "__typename";

    private final RequestRules rules;

    SubscriptionTypename(RequestRules rules) {
        this.rules = rules;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        String text = request.getDocument();
        if (RequestRules.isTooLong(text)
                || !text.contains("subscription")
                || !text.contains(TYPENAME)
                || LongNumbers.in(text)) {
            return chain.next(request);
        }
        try {
            Document document = Parser.parse(ParserEnvironment.newParserEnvironment()
                    .document(text)
                    .parserOptions(rules.parsing())
                    .build());
            Set<String> keys = keys(document);
            if (keys.isEmpty()) {
                return chain.next(request);
            }
            String without = AstPrinter.printAst(without(document));
            request.configureExecutionInput(
                    (input, builder) -> builder.query(without).build());
            return chain.next(request).map(response -> withTypename(response, keys));
        } catch (InvalidSyntaxException | AbortExecutionException e) {
            return chain.next(request);
        }
    }

    /** The names under which it is asked for. */
    private static Set<String> keys(Document document) {
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .filter(SubscriptionTypename::hasMore)
                .flatMap(operation -> operation.getSelectionSet().getSelections().stream())
                .filter(SubscriptionTypename::isTypename)
                .map(selection -> ((Field) selection).getResultKey())
                .collect(Collectors.toSet());
    }

    private static boolean hasMore(OperationDefinition operation) {
        return operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION
                && !operation.getSelectionSet().getSelections().stream().allMatch(SubscriptionTypename::isTypename);
    }

    private static boolean isTypename(Selection<?> selection) {
        return selection instanceof Field field && field.getName().equals(TYPENAME);
    }

    private static Document without(Document document) {
        return document.transform(builder -> builder.definitions(document.getDefinitions().stream()
                .map(definition -> definition instanceof OperationDefinition operation && hasMore(operation)
                        ? without(operation)
                        : definition)
                .toList()));
    }

    private static OperationDefinition without(OperationDefinition operation) {
        List<? extends Selection<?>> rest = operation.getSelectionSet().getSelections().stream()
                .filter(selection -> !isTypename(selection))
                .map(selection -> (Selection<?>) selection)
                .toList();
        return operation.transform(
                builder -> builder.selectionSet(operation.getSelectionSet().transform(set -> set.selections(rest))));
    }

    private static WebGraphQlResponse withTypename(WebGraphQlResponse response, Set<String> keys) {
        if (!(response.getData() instanceof Publisher<?> events)) {
            return response;
        }
        Publisher<Object> named = Flux.from(events)
                .map(event -> event instanceof ExecutionResult result ? withTypename(result, keys) : event);
        return response.transform(builder -> builder.data(named));
    }

    private static ExecutionResult withTypename(ExecutionResult result, Set<String> keys) {
        if (!(result.getData() instanceof Map<?, ?> data)) {
            return result;
        }
        Map<Object, Object> named = new LinkedHashMap<>(data);
        keys.forEach(key -> named.put(key, "Subscription"));
        return result.transform(builder -> builder.data(named));
    }
}
