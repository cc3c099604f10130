package io.esteira.graphql;

import graphql.ExecutionResult;
import io.esteira.platform.Callers;
import io.micrometer.context.ContextSnapshot;
import org.springframework.graphql.execution.ContextPropagationHelper;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Holds those who ask over a WebSocket to the rate that HTTP has. */
final class SocketRate implements WebGraphQlInterceptor {

    private final RateLimit rate;
    private final Callers callers;

    SocketRate(RateLimit rate, Callers callers) {
        this.rate = rate;
        this.callers = callers;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (!(request instanceof WebSocketGraphQlRequest)) {
            return chain.next(request);
        }
        return Mono.deferContextual(context -> mayAsk(context) ? chain.next(request) : Mono.just(refused(request)));
    }

    private boolean mayAsk(ContextView context) {
        try (ContextSnapshot.Scope unused =
                ContextPropagationHelper.captureFrom(context).setThreadLocals()) {
            return !rate.take(callers.current()).isPositive();
        }
    }

    private WebGraphQlResponse refused(WebGraphQlRequest request) {
        ExecutionResult result = ExecutionResult.newExecutionResult()
                .addError(rate.problem().anywhere())
                .build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
    }
}
