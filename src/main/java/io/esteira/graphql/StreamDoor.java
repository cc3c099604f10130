package io.esteira.graphql;

import io.esteira.graphql.EventStream.Operation;
import io.esteira.platform.Caller.Login;
import io.esteira.platform.Callers;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * GraphQL by server-sent events where one connection is for all operations of a client: the "single connection mode" of the protocol
 * graphql-sse. A stream is reserved, then opened; operations are requests of their own, and only what they answer is told by the stream.
 */
final class StreamDoor {

    static final String TOKEN_HEADER = "X-GraphQL-Event-Stream-Token";
    private static final String TOKEN = "token";
    private static final String OPERATION_ID = "operationId";

    private static final int LONGEST_ID = 200;

    /** It may change something, and be answered more than once. */
    private static final Door DOOR = new Door(false, true);

    private final HttpExchange exchange;
    private final EventStreams streams;
    private final RequestReader reader;
    private final Callers callers;

    StreamDoor(HttpExchange exchange, EventStreams streams, RequestReader reader, Callers callers) {
        this.exchange = exchange;
        this.streams = streams;
        this.reader = reader;
        this.callers = callers;
    }

    /** Whether a request is about a stream. */
    static boolean isMeant(ServerRequest request) {
        return token(request).isPresent();
    }

    private static Optional<String> token(ServerRequest request) {
        return Optional.ofNullable(request.headers().firstHeader(TOKEN_HEADER))
                .or(() -> parameter(request))
                .filter(token -> !token.isBlank());
    }

    /** Of the address: looking for parameters in general would read a body that is a form. */
    private static Optional<String> parameter(ServerRequest request) {
        String query = request.servletRequest().getQueryString();
        return Optional.ofNullable(query)
                .map(text -> UriComponentsBuilder.newInstance().query(text).build())
                .map(address -> address.getQueryParams().getFirst(TOKEN));
    }

    /** Clients that connect again send the token which they had: what nobody listens to any more gives way. */
    ServerResponse reserve(ServerRequest request) throws IOException {
        return exchange.let(request, accepted -> AnswerForm.JSON, form -> {
            requireAccepted(request, MediaType.TEXT_PLAIN);
            token(request).flatMap(token -> streams.find(owner(), token)).ifPresent(this::giveUp);
            return ServerResponse.status(HttpStatus.CREATED)
                    .contentType(MediaType.TEXT_PLAIN)
                    .body(streams.reserve(owner()).token());
        });
    }

    private void giveUp(EventStream stream) {
        if (stream.isListenedTo()) {
            throw EventStream.inUse();
        }
        streams.close(stream);
    }

    ServerResponse open(ServerRequest request) throws IOException {
        return exchange.let(request, accepted -> AnswerForm.JSON, form -> {
            requireAccepted(request, MediaType.TEXT_EVENT_STREAM);
            EventStream stream = stream(request);
            stream.open();
            Instant until = callers.current().validUntil();
            return ServerResponse.ok().contentType(MediaType.TEXT_EVENT_STREAM).build((in, out) -> {
                streams.serve(stream, out.getOutputStream(), until);
                return null;
            });
        });
    }

    /** What cannot be executed is told at once; the stream tells what was executed. */
    ServerResponse execute(ServerRequest request) throws IOException {
        return exchange.let(request, AnswerForm::accepted, form -> {
            EventStream stream = stream(request);
            GraphQlRequest asked = reader.post(request);
            String id = operationId(asked.getExtensions().get(OPERATION_ID));
            Operation operation = stream.begin(id);
            boolean told = false;
            try {
                WebGraphQlResponse response = Objects.requireNonNull(
                        exchange.execute(request, asked, DOOR).block(), "an answer");
                if (!response.getExecutionResult().isDataPresent()) {
                    return HttpExchange.write(ServerResponse.badRequest(), form, exchange.text(response));
                }
                told = operation.answer(response);
                return ServerResponse.status(told ? HttpStatus.ACCEPTED : HttpStatus.NO_CONTENT)
                        .build();
            } finally {
                if (!told) {
                    stream.stop(operation);
                }
            }
        });
    }

    ServerResponse stop(ServerRequest request) throws IOException {
        return exchange.let(request, accepted -> AnswerForm.JSON, form -> {
            EventStream stream = stream(request);
            stream.stop(operationId(request.param(OPERATION_ID).orElse("")));
            return ServerResponse.ok().build();
        });
    }

    private EventStream stream(ServerRequest request) {
        return token(request).flatMap(token -> streams.find(owner(), token)).orElseThrow(HttpRefused::unknownStream);
    }

    private Login owner() {
        return callers.current().login();
    }

    private static void requireAccepted(ServerRequest request, MediaType type) {
        if (!AnswerForm.accepts(request.headers().asHttpHeaders(), type)) {
            throw HttpRefused.mediaType(HttpStatus.NOT_ACCEPTABLE, "Accept " + type + ".");
        }
    }

    private static String operationId(@Nullable Object given) {
        if (given instanceof String id && !id.isBlank() && id.length() <= LONGEST_ID) {
            return id;
        }
        throw HttpRefused.badRequest("`operationId` must be there, a text of at most " + LONGEST_ID + " characters.");
    }
}
