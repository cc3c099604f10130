package io.esteira.graphql;

import io.esteira.query.Json;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * GraphQL over HTTP: reads what came, has it executed, and says what became of it in the form that the client accepts. The library's own
 * handler knows no GET, takes numbers for texts, and leaves errors before the execution to the container.
 */
final class HttpDoor {

    private static final int TAG_BYTES = 16;

    private final HttpExchange exchange;
    private final EventAnswers events;
    private final RequestReader reader;

    HttpDoor(HttpExchange exchange, EventAnswers events, RequestReader reader) {
        this.exchange = exchange;
        this.events = events;
        this.reader = reader;
    }

    ServerResponse handle(ServerRequest request) throws IOException {
        return exchange.let(request, AnswerForm::accepted, form -> answer(request, form));
    }

    private ServerResponse answer(ServerRequest request, AnswerForm form) throws IOException {
        boolean get = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
        GraphQlRequest asked = get ? reader.get(request) : reader.post(request);
        Mono<WebGraphQlResponse> executed = exchange.execute(request, asked, new Door(get, form == AnswerForm.EVENTS));
        if (form == AnswerForm.EVENTS) {
            return events.answer(request, executed);
        }
        WebGraphQlResponse response = Objects.requireNonNull(executed.block(), "an answer");
        Answer answer = new Answer(form, status(form, response), response);
        return get && answer.status() == HttpStatus.OK && response.getErrors().isEmpty()
                ? tagged(request, answer)
                : plain(answer);
    }

    private record Answer(AnswerForm form, HttpStatus status, WebGraphQlResponse response) {}

    private static HttpStatus status(AnswerForm form, WebGraphQlResponse response) {
        boolean executed = response.getExecutionResult().isDataPresent();
        boolean wrongMethod = response.getErrors().stream()
                .anyMatch(error ->
                        Problem.METHOD_NOT_ALLOWED.equals(error.getExtensions().get(Problem.CODE)));
        if (wrongMethod) {
            return HttpStatus.METHOD_NOT_ALLOWED;
        }
        return executed || form == AnswerForm.JSON ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
    }

    private ServerResponse plain(Answer answer) {
        ServerResponse.BodyBuilder builder = ServerResponse.status(answer.status());
        if (answer.status() == HttpStatus.METHOD_NOT_ALLOWED) {
            builder.header(HttpHeaders.ALLOW, HttpMethod.POST.name());
        }
        return HttpExchange.write(builder, answer.form(), exchange.text(answer.response()));
    }

    /** An answer that the client need not be sent again as long as it stays the same. */
    private ServerResponse tagged(ServerRequest request, Answer answer) {
        Json body = exchange.text(answer.response());
        String tag = tag(body.text());
        boolean known = request.headers().asHttpHeaders().getIfNoneMatch().stream()
                .anyMatch(other -> other.equals("*") || tag.equals(other) || tag.equals("W/" + other));
        ServerResponse.BodyBuilder builder = ServerResponse.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION)
                .cacheControl(CacheControl.noCache().cachePrivate());
        return known ? builder.build() : HttpExchange.write(builder, answer.form(), body);
    }

    private static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "W/\""
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES))
                    + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
