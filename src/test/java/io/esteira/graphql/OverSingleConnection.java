package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the single connection mode of the protocol graphql-sse. */
abstract class OverSingleConnection extends HubTest {

    static final Duration SOON = Duration.ofSeconds(60);
    static final String TOKEN = "X-GraphQL-Event-Stream-Token";
    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream";
    static final String TYPENAME = "{ __typename }";
    static final String ORDERS = "subscription { productionOrdersChanges(first: 1) { cursor } }";

    final HttpClient http = HttpClient.newHttpClient();
    final List<Opened> opened = new ArrayList<>();

    @LocalServerPort
    int port;

    @AfterEach
    void close() {
        opened.forEach(Opened::close);
        http.shutdownNow();
    }

    HttpRequest.Builder request(String query) {
        return as(TestTokens.token("operator", "MATRIZ"), query);
    }

    HttpRequest.Builder as(String token, String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql" + query))
                .timeout(SOON)
                .header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpRequest.Builder put(HttpRequest.Builder request) {
        return request.PUT(BodyPublishers.noBody());
    }

    String reserve() throws Exception {
        HttpResponse<String> answer = send(put(request("")));
        assertThat(answer.statusCode()).isEqualTo(201);
        return answer.body();
    }

    static String body(String document, Object operationId) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of("query", document, "extensions", Map.of("operationId", operationId)));
    }

    HttpResponse<String> post(String token, String body) throws Exception {
        return send(
                request("").header(TOKEN, token).header("Content-Type", JSON).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> ask(String token, String document, String id) throws Exception {
        return post(token, body(document, id));
    }

    HttpResponse<String> stop(String token, String query) throws Exception {
        return send(request(query).header(TOKEN, token).DELETE());
    }

    static String code(HttpResponse<String> answer) {
        return JsonMapper.shared()
                .readTree(answer.body())
                .at("/errors/0/extensions/code")
                .asString();
    }

    static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/");
        assertThat(code(answer)).isEqualTo(code);
    }

    /** A connection on which a stream tells. */
    static final class Opened implements AutoCloseable {

        final List<String> lines = new CopyOnWriteArrayList<>();
        final HttpResponse<Stream<String>> answer;
        final CompletableFuture<Void> end;

        Opened(HttpResponse<Stream<String>> answer) {
            this.answer = answer;
            this.end = CompletableFuture.runAsync(() -> answer.body().forEach(lines::add), Thread::startVirtualThread);
        }

        /** What events of this name told of an operation. */
        List<JsonNode> told(String event, String id) {
            List<JsonNode> told = new ArrayList<>();
            for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i - 1).equals("event: " + event)) {
                    JsonNode data = JsonMapper.shared().readTree(lines.get(i).substring("data: ".length()));
                    if (data.path("id").asString().equals(id)) {
                        told.add(data);
                    }
                }
            }
            return told;
        }

        JsonNode first(String id) {
            await().atMost(SOON).until(() -> !told("next", id).isEmpty());
            return told("next", id).getFirst().path("payload");
        }

        void awaitEndOf(String id) {
            await().atMost(SOON).until(() -> !told("complete", id).isEmpty());
        }

        @Override
        public void close() {
            answer.body().close();
        }
    }

    Opened open(HttpRequest.Builder request) throws Exception {
        HttpResponse<Stream<String>> answer =
                http.send(request.header("Accept", EVENTS).build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(EVENTS);
        Opened connection = new Opened(answer);
        opened.add(connection);
        return connection;
    }

    Opened open(String token) throws Exception {
        return open(request("").header(TOKEN, token));
    }
}
