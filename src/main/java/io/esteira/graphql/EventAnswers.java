package io.esteira.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers as server-sent events, one connection for each operation: what a subscription tells, or the one answer of a query or of a
 * request that is wrong.
 */
final class EventAnswers extends GraphQlSseHandler {

    EventAnswers(
            WebGraphQlHandler handler, java.time.@Nullable Duration timeout, java.time.@Nullable Duration keepAlive) {
        super(handler, timeout, keepAlive);
    }

    ServerResponse answer(ServerRequest request, Mono<WebGraphQlResponse> response) {
        return prepareResponse(request, response.map(EventAnswers::asEvents));
    }

    private static WebGraphQlResponse asEvents(WebGraphQlResponse response) {
        return response.getData() instanceof Publisher
                ? response
                : response.transform(
                        builder -> builder.errors(List.of()).data(Flux.just(response.getExecutionResult())));
    }
}
