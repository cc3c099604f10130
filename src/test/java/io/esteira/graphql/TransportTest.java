package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The contract over HTTP, and what is served beside it. */
class TransportTest extends HubTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    private HttpResponse<String> post(String body, String accept) throws IOException, InterruptedException {
        return http.send(request(body, accept), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String body, String accept) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Authorization", "Bearer " + TestTokens.token("operator", "MATRIZ"))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TestTokens.token("operator", "MATRIZ"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersQueries() throws Exception {
        HttpResponse<String> answer = post("{\"query\": \"{ items(first: 0) { totalCount } }\"}", "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"totalCount\":").doesNotContain("errors");
    }

    @Test
    void refusesInGraphQlsOwnShape() throws Exception {
        HttpResponse<String> forbidden = post("{\"query\": \"{ quarantine { totalCount } }\"}", "application/json");
        HttpResponse<String> invalid = post("{\"query\": \"{ nonsense }\"}", "application/json");

        assertThat(forbidden.body()).contains("\"code\":\"FORBIDDEN\"");
        assertThat(invalid.body()).contains("\"code\":\"BAD_USER_INPUT\"");
    }

    /** An upgrade may come without a token, since connection_init brings one; a request that only claims to be one may not. */
    @Test
    void aPostThatClaimsToUpgradeNeedsATokenAllTheSame() throws Exception {
        String body = "{\"query\":\"{ __schema { queryType { name } } }\"}";

        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade, close\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

            assertThat(answer.readLine()).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aSourceThatIsAwayDegradesTheHubAndDoesNotTakeItDown() throws Exception {
        short stream = jdbc.sql("select s.id from hub.stream s join hub.company c on c.id = s.company_id "
                        + "where s.source = 'csw' and s.entity = 'phases' and c.code = 'MATRIZ'")
                .query(Short.class)
                .single();
        try {
            // A run of the stream that ends well meanwhile takes the failure back.
            await().untilAsserted(() -> {
                jdbc.sql(
                                "update hub.stream_state set failures = 1, last_error = 'no route to host' where stream_id = ?")
                        .param(stream)
                        .update();

                HttpResponse<String> health = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

                assertThat(health.statusCode()).isEqualTo(200);
                assertThat(health.body()).contains("\"DEGRADED\"").doesNotContain("no route to host");
            });
        } finally {
            jdbc.sql("update hub.stream_state set failures = 0, last_error = null where stream_id = ?")
                    .param(stream)
                    .update();
        }
    }

    @Test
    void servesTheSchemaOnceForEachVersion() throws Exception {
        // when
        HttpResponse<String> schema = get("/graphql/schema.graphql");

        // then
        assertThat(schema.statusCode()).isEqualTo(200);
        assertThat(schema.body()).contains("type ProductionOrderConnection {", "\"A production order");
        String version = schema.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/graphql/schema.graphql", "If-None-Match", version).statusCode())
                .isEqualTo(304);
    }

    @Test
    void servesGraphiQlWithAllThatItNeeds() throws Exception {
        // when
        HttpResponse<String> page = get("/graphiql?path=/graphql&wsPath=/graphql");

        // then
        assertThat(page.body())
                .contains("Esteira")
                .doesNotContain("https://", "<style", " style=")
                .doesNotContainPattern("<script[^>]*>[^<]");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains(
                        "default-src 'none'",
                        "script-src 'self';",
                        "style-src 'self' 'sha256-",
                        "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*");
        List<String> assets = Stream.of(page.body().split("\""))
                .filter(text -> text.startsWith("/webjars/") || text.startsWith("/graphiql/"))
                .toList();
        assertThat(assets).hasSize(7);
        for (String asset : assets) {
            assertThat(get(asset).statusCode()).as(asset).isEqualTo(200);
        }
    }
}
