package io.esteira.graphql;

import graphql.ExecutionResult;
import io.esteira.platform.Callers;
import io.micrometer.context.ContextSnapshot;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.ContextPropagationHelper;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Holds those who ask over a WebSocket to what holds over HTTP: its rate, and its published documents. What cannot be executed is told by
 * the subprotocol's message for errors.
 */
final class SocketRules implements WebGraphQlInterceptor {

    private final RateLimit rate;
    private final Callers callers;

    SocketRules(RateLimit rate, Callers callers) {
        this.rate = rate;
        this.callers = callers;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return request instanceof WebSocketGraphQlRequest
                ? answer(request, chain).map(SocketRules::told)
                : chain.next(request);
    }

    private Mono<WebGraphQlResponse> answer(WebGraphQlRequest request, Chain chain) {
        return Mono.deferContextual(context -> {
            if (!mayAsk(context)) {
                return Mono.just(refused(request, rate.problem()));
            }
            return request.getExtensions().containsKey(SocketMessage.UNKNOWN_DOCUMENT)
                    ? Mono.just(refused(request, Problem.unknownDocument()))
                    : chain.next(request);
        });
    }

    private boolean mayAsk(ContextView context) {
        try (ContextSnapshot.Scope unused =
                ContextPropagationHelper.captureFrom(context).setThreadLocals()) {
            return !rate.take(callers.current()).isPositive();
        }
    }

    private static WebGraphQlResponse refused(WebGraphQlRequest request, Problem problem) {
        ExecutionResult result = ExecutionResult.newExecutionResult()
                .addError(problem.anywhere())
                .build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
    }

    /** Of a stream that fails at once the library makes the message. */
    private static WebGraphQlResponse told(WebGraphQlResponse response) {
        ExecutionResult result = response.getExecutionResult();
        if (result.isDataPresent() || result.getErrors().isEmpty()) {
            return response;
        }
        Publisher<ExecutionResult> failing = Flux.error(new SubscriptionPublisherException(result.getErrors(), null));
        return response.transform(builder -> builder.data(failing));
    }
}
