package io.esteira.graphql;

import io.esteira.platform.Callers;
import io.esteira.query.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/** What all ways into the contract over HTTP have in common: the rate of each client, the execution, and how a refusal is told. */
final class HttpExchange {

    /** Without what the client has added to it, which may be more than the library takes for an address; nothing of the hub reads it. */
    private static final URI ADDRESS = URI.create(HttpConfiguration.PATH);

    private final WebGraphQlHandler handler;
    private final RateLimit rate;
    private final Callers callers;
    private final Failures failures;
    private final AnswerText text;

    HttpExchange(WebGraphQlHandler handler, RateLimit rate, Callers callers, Failures failures, AnswerText text) {
        this.handler = handler;
        this.rate = rate;
        this.callers = callers;
        this.failures = failures;
        this.text = text;
    }

    /** Answers a request in the form that it accepts. */
    interface Answering {
        ServerResponse answer(AnswerForm form) throws IOException;
    }

    /** Lets the request in when its client has not asked too often; tells what is refused, and what fails. */
    ServerResponse let(ServerRequest request, Function<HttpHeaders, AnswerForm> accepted, Answering answering)
            throws IOException {
        AnswerForm form = AnswerForm.JSON;
        try {
            form = accepted.apply(request.headers().asHttpHeaders());
            requireRate();
            return answering.answer(form);
        } catch (HttpRefused refused) {
            return refusal(form, refused);
        } catch (RuntimeException e) {
            Problem problem = failures.problem(e);
            return refusal(form, new HttpRefused(status(problem), problem, Map.of()));
        }
    }

    private static HttpStatus status(Problem problem) {
        return switch (problem.code()) {
            case "UNAUTHENTICATED" -> HttpStatus.UNAUTHORIZED;
            case Failures.UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private void requireRate() {
        Duration wait = rate.take(callers.current());
        if (wait.isPositive()) {
            String seconds = String.valueOf(wait.plusMillis(999).toSeconds());
            throw new HttpRefused(
                    HttpStatus.TOO_MANY_REQUESTS, rate.problem(), Map.of(HttpHeaders.RETRY_AFTER, seconds));
        }
    }

    private ServerResponse refusal(AnswerForm form, HttpRefused refused) {
        ServerResponse.BodyBuilder builder = ServerResponse.status(refused.status());
        refused.headers().forEach((name, value) -> builder.header(name, value));
        Map<String, Object> body =
                Map.of("errors", List.of(refused.problem().anywhere().toSpecification()));
        return write(builder, form, text.of(body));
    }

    Mono<WebGraphQlResponse> execute(ServerRequest request, GraphQlRequest asked, Door door) {
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

    Json text(WebGraphQlResponse response) {
        return text.of(response.toMap());
    }

    static ServerResponse write(ServerResponse.BodyBuilder builder, AnswerForm form, Json answer) {
        return builder.contentType(form.contentType()).build((in, out) -> {
            out.getOutputStream().write(answer.text());
            return null;
        });
    }
}
