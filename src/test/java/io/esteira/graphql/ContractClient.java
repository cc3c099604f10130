package io.esteira.graphql;

import io.esteira.support.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a running hub: questions over HTTP, subscriptions as server-sent events, a real token of each role. */
final class ContractClient implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;

    ContractClient(int port) {
        this.uri = URI.create("http://127.0.0.1:" + port + "/graphql");
    }

    /** Who asks. */
    record Asker(String role, String... companies) {}

    JsonNode ask(Asker asker, String document, JsonNode variables) {
        try {
            return JsonMapper.shared()
                    .readTree(http.send(
                                    request(asker, document, variables, "application/json"),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(Asker asker, String document, JsonNode variables, String accept) {
        return HttpRequest.newBuilder(uri)
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + TestTokens.token(asker.role(), asker.companies()))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(Map.of("query", document, "variables", variables))))
                .build();
    }

    Listening listen(Asker asker, String document, JsonNode variables) {
        return new Listening(http.sendAsync(
                request(asker, document, variables, "text/event-stream"), HttpResponse.BodyHandlers.ofLines()));
    }

    /** A subscription that runs until the hub stops. */
    static final class Listening {

        private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();

        private Listening(CompletableFuture<HttpResponse<Stream<String>>> answer) {
            var unused = answer.thenAcceptAsync(lines -> lines.body().forEach(this::take), Thread::startVirtualThread);
        }

        private void take(String line) {
            String data = line.startsWith("data:") ? line.substring(5).strip() : "";
            if (data.startsWith("{")) {
                told.add(JsonMapper.shared().readTree(data));
            }
        }

        /** The next thing told. */
        JsonNode next() {
            try {
                JsonNode next = told.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("nothing was told within " + LONGEST.toSeconds() + " s");
                }
                return next;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
