package io.esteira.graphql;

import graphql.ExecutionResult;
import io.esteira.platform.Callers;
import io.micrometer.context.ContextSnapshot;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
 * Holds those who ask over a WebSocket to what holds over HTTP: its rate, its published documents, and how many subscriptions one connection has. What cannot be executed is told by
 * the subprotocol's message for errors.
 */
final class SocketRules implements WebGraphQlInterceptor {

    /** Attribute of connections: how many subscriptions they have. */
    private static final String RUNNING = SocketRules.class.getName() + ".running";

    private final RateLimit rate;
    private final Callers callers;

    private final int mostSubscriptions;

    /** @param mostSubscriptions of one connection at a time */
    SocketRules(RateLimit rate, Callers callers, int mostSubscriptions) {
        this.rate = rate;
        this.callers = callers;
        this.mostSubscriptions = mostSubscriptions;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return request instanceof WebSocketGraphQlRequest asked
                ? answer(request, chain).map(SocketRules::told).map(response -> counted(asked, response))
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

    /** One more of the connection, from the time at which it begins to tell until it ends. */
    private WebGraphQlResponse counted(WebSocketGraphQlRequest request, WebGraphQlResponse response) {
        if (!(response.getData() instanceof Publisher<?> events)) {
            return response;
        }
        AtomicInteger running = (AtomicInteger)
                request.getSessionInfo().getAttributes().computeIfAbsent(RUNNING, name -> new AtomicInteger());
        Publisher<?> counted = Flux.defer(() -> {
            boolean tooMany = running.incrementAndGet() > mostSubscriptions;
            Flux<?> told = tooMany ? Flux.error(tooMany()) : Flux.from(events);
            return told.doFinally(end -> running.decrementAndGet());
        });
        return response.transform(builder -> builder.data(counted));
    }

    private SubscriptionPublisherException tooMany() {
        String message = "A connection has at most " + mostSubscriptions + " subscriptions at a time.";
        return new SubscriptionPublisherException(
                List.of(Problem.limit("STREAM_LIMIT", message, mostSubscriptions)
                        .anywhere()),
                null);
    }
}
