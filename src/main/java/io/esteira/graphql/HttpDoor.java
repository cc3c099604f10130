package io.esteira.graphql;

import io.esteira.platform.Callers;
import io.esteira.query.Json;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * GraphQL over HTTP: reads what came, has it executed, and says what became of it in the form that the client accepts. The library's own
 * handler knows no GET, takes numbers for texts, and leaves errors before the execution to the container.
 */
final class HttpDoor {

    private static final int TAG_BYTES = 16;

    /** Without what the client has added to it, which may be more than the library takes for an address; nothing of the hub reads it. */
    private static final URI ADDRESS = URI.create(HttpConfiguration.PATH);

    private final WebGraphQlHandler handler;
    private final EventAnswers events;
    private final RequestReader reader;
    private final RateLimit rate;
    private final Callers callers;
    private final Failures failures;
    private final JsonMapper json;

    HttpDoor(
            WebGraphQlHandler handler,
            EventAnswers events,
            RequestReader reader,
            RateLimit rate,
            Callers callers,
            Failures failures,
            JsonMapper json) {
        this.handler = handler;
        this.events = events;
        this.reader = reader;
        this.rate = rate;
        this.callers = callers;
        this.failures = failures;
        this.json = json;
    }

    ServerResponse handle(ServerRequest request) throws IOException {
        AnswerForm form = AnswerForm.JSON;
        try {
            form = AnswerForm.accepted(request.headers().asHttpHeaders());
            requireRate();
            return answer(request, form);
        } catch (HttpRefused refused) {
            return refusal(form, refused);
        } catch (RuntimeException e) {
            Problem problem = failures.problem(e);
            HttpStatus status = problem.code().equals("UNAUTHENTICATED")
                    ? HttpStatus.UNAUTHORIZED
                    : HttpStatus.INTERNAL_SERVER_ERROR;
            return refusal(form, new HttpRefused(status, problem, Map.of()));
        }
    }

    private void requireRate() {
        Duration wait = rate.take(callers.current());
        if (wait.isPositive()) {
            String seconds = String.valueOf(wait.plusMillis(999).toSeconds());
            throw new HttpRefused(
                    HttpStatus.TOO_MANY_REQUESTS, rate.problem(), Map.of(HttpHeaders.RETRY_AFTER, seconds));
        }
    }

    private ServerResponse answer(ServerRequest request, AnswerForm form) throws IOException {
        boolean get = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
        GraphQlRequest asked = get ? reader.get(request) : reader.post(request);
        Mono<WebGraphQlResponse> executed = execute(request, asked, new Door(get, form == AnswerForm.EVENTS));
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

    private Mono<WebGraphQlResponse> execute(ServerRequest request, GraphQlRequest asked, Door door) {
        WebGraphQlRequest web = new WebGraphQlRequest(
                ADDRESS,
                request.headers().asHttpHeaders(),
                new LinkedMultiValueMap<>(),
                request.remoteAddress().orElse(null),
                request.attributes(),
                asked,
                id(),
                LocaleContextHolder.getLocale());
        web.configureExecutionInput(
                (input, builder) -> builder.graphQLContext(Map.of(Door.class, door, Json.ACCEPTED, true))
                        .build());
        return handler.handleRequest(web);
    }

    private static String id() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

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
        ServerResponse.BodyBuilder builder =
                ServerResponse.status(answer.status()).contentType(answer.form().contentType());
        if (answer.status() == HttpStatus.METHOD_NOT_ALLOWED) {
            builder.header(HttpHeaders.ALLOW, HttpMethod.POST.name());
        }
        byte[] body = text(answer.response());
        return builder.build((in, out) -> {
            out.getOutputStream().write(body);
            return null;
        });
    }

    /** What the read side has made ready is not written anew. */
    private byte[] text(WebGraphQlResponse response) {
        Map<String, Object> members = new LinkedHashMap<>(response.toMap());
        if (members.get("data") instanceof Map<?, ?> data) {
            Map<String, Object> fields = new LinkedHashMap<>();
            data.forEach((name, value) -> fields.put((String) name, value));
            members.put("data", Json.object(fields, json));
        }
        return Json.object(members, json).text();
    }

    /** An answer that the client need not be sent again as long as it stays the same. */
    private ServerResponse tagged(ServerRequest request, Answer answer) {
        byte[] body = text(answer.response());
        String tag = tag(body);
        boolean known = request.headers().asHttpHeaders().getIfNoneMatch().stream()
                .anyMatch(other -> other.equals("*") || tag.equals(other) || tag.equals("W/" + other));
        ServerResponse.BodyBuilder builder = ServerResponse.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION)
                .cacheControl(CacheControl.noCache().cachePrivate());
        if (known) {
            return builder.build();
        }
        return builder.contentType(answer.form().contentType()).build((in, out) -> {
            out.getOutputStream().write(body);
            return null;
        });
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

    private ServerResponse refusal(AnswerForm form, HttpRefused refused) {
        ServerResponse.BodyBuilder builder =
                ServerResponse.status(refused.status()).contentType(form.contentType());
        refused.headers().forEach((name, value) -> builder.header(name, value));
        Map<String, Object> body =
                Map.of("errors", List.of(refused.problem().anywhere().toSpecification()));
        return builder.build((in, out) -> {
            json.writeValue(out.getOutputStream(), body);
            return null;
        });
    }
}
