package io.esteira.offline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The line to the hub, which may be cut: asks again until an answer is here, with a new token where the old one has ended. */
final class HubLine implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> PASSING = Set.of("INTERNAL", "UNAVAILABLE", "TIMEOUT", "RATE_LIMIT");
    private static final int UNAUTHORIZED = 401;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI hub;
    private final Supplier<String> login;
    private String token;
    private int cuts;
    private int renewals;

    /** @param login fetches a token, which may have ended already */
    HubLine(URI hub, Supplier<String> login) {
        this.hub = hub;
        this.login = login;
        this.token = login.get();
    }

    /** The line was cut, or the hub cannot answer just now: the same is to be asked again. */
    private static final class Cut extends Exception {

        private static final long serialVersionUID = 1L;

        Cut(Throwable cause) {
            super(cause);
        }

        Cut(String what) {
            super(what);
        }
    }

    /** The data of the answer. What the hub will never take is an error of the app, and of no use to ask again. */
    JsonNode ask(String document, ObjectNode variables) {
        for (int attempt = 0; ; attempt++) {
            try {
                JsonNode answer =
                        answer(send(document, variables, "application/json", HttpResponse.BodyHandlers.ofString()));
                if (answer.path("errors").isMissingNode()) {
                    return answer.path("data");
                }
                String code = answer.at("/errors/0/extensions/code").asString();
                if (!PASSING.contains(code)) {
                    throw new IllegalStateException(answer.toString());
                }
                throw new Cut(code);
            } catch (Cut cut) {
                cuts++;
                pause(attempt);
            }
        }
    }

    private static JsonNode answer(HttpResponse<String> response) throws Cut {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new Cut(e);
        }
    }

    private <T> HttpResponse<T> send(
            String document, ObjectNode variables, String accept, HttpResponse.BodyHandler<T> body) throws Cut {
        ObjectNode request = JSON.createObjectNode().put("query", document);
        request.set("variables", variables);
        try {
            HttpResponse<T> response = http.send(
                    HttpRequest.newBuilder(hub)
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .header("Accept", accept)
                            .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                            .build(),
                    body);
            if (response.statusCode() == UNAUTHORIZED) {
                token = login.get();
                renewals++;
                throw new Cut("the token has ended");
            }
            if (response.statusCode() != OK) {
                throw new Cut("status " + response.statusCode());
            }
            return response;
        } catch (IOException e) {
            throw new Cut(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Hands over what a subscription tells, until the line is cut.
     *
     * @param told takes an event, and says whether to go on
     */
    void listen(String document, ObjectNode variables, Predicate<JsonNode> told) {
        try (Stream<String> lines = send(document, variables, "text/event-stream", HttpResponse.BodyHandlers.ofLines())
                .body()) {
            lines.filter(each -> each.startsWith("data:{"))
                    .map(each -> JSON.readTree(each.substring("data:".length())))
                    .takeWhile(event -> told.test(data(event)))
                    .forEach(event -> {});
        } catch (Cut | UncheckedIOException | JacksonException e) {
            cuts++;
        }
    }

    private static JsonNode data(JsonNode event) {
        if (event.path("errors").isMissingNode()) {
            return event.path("data");
        }
        throw new IllegalStateException(event.toString());
    }

    /** Longer each time, so that a hub that has just come back is not overrun. */
    private static void pause(int attempt) {
        try {
            Thread.sleep(Math.min(5L << Math.min(attempt, 10), 200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int cuts() {
        return cuts;
    }

    int renewals() {
        return renewals;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
