package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Which pages may call the contract from a browser. */
class CorsTest extends HubTest {

    private static final String APP = "https://app.example.com";
    private static final String OTHER = "https://other.example.com";

    @LocalServerPort
    private int port;

    private HttpResponse<String> preflight(String path, String origin, String header) throws Exception {
        return preflight("POST", path, origin, header);
    }

    private HttpResponse<String> preflight(String method, String path, String origin, String header) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", header));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String allowed(HttpResponse<String> answer) {
        return answer.headers().firstValue("Access-Control-Allow-Origin").orElse("nobody");
    }

    @Test
    void aNamedOriginsPreflightPassesWithoutAToken() throws Exception {
        HttpResponse<String> answer = preflight("/graphql", APP, "authorization,content-type");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(allowed(answer)).isEqualTo(APP);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void aNamedOriginMayUseEventStreams() throws Exception {
        for (String method : new String[] {"PUT", "GET", "POST", "DELETE"}) {
            HttpResponse<String> answer =
                    preflight(method, "/graphql", APP, "authorization,x-graphql-event-stream-token");

            assertThat(answer.statusCode()).as(method).isEqualTo(200);
            assertThat(allowed(answer)).isEqualTo(APP);
        }
        assertThat(preflight("PUT", "/graphql", OTHER, "authorization").statusCode())
                .isEqualTo(403);
        assertThat(preflight("PATCH", "/graphql", APP, "authorization").statusCode())
                .isEqualTo(403);
    }

    @Test
    void anotherOriginIsRefused() throws Exception {
        assertThat(preflight("/graphql", OTHER, "authorization").statusCode()).isEqualTo(403);
        assertThat(preflight("/graphql", "null", "authorization").statusCode()).isEqualTo(403);
        assertThat(preflight("/graphql", APP + ".evil.example", "authorization").statusCode())
                .isEqualTo(403);
        assertThat(preflight("/graphql", APP, "x-anything").statusCode()).isEqualTo(403);
    }

    @Test
    void onlyTheContractIsOpenToOtherOrigins() throws Exception {
        assertThat(allowed(preflight("/actuator/prometheus", APP, "authorization")))
                .isEqualTo("nobody");
    }

    @Test
    void theRequestItselfStillNeedsItsToken() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Origin", APP)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"{ items(first: 0) { totalCount } }\"}"));

        HttpResponse<String> without = send(request.copy());
        HttpResponse<String> with =
                send(request.copy().header("Authorization", "Bearer " + TestTokens.token("operator", "MATRIZ")));

        // The page may read why it was refused.
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(allowed(without)).isEqualTo(APP);
        assertThat(with.statusCode()).isEqualTo(200);
        assertThat(allowed(with)).isEqualTo(APP);
    }

    private HttpResponse<String> fromOwnPage(String query, String... forwarded) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .headers(forwarded)
                .header("Origin", "https://hub.example.com")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TestTokens.token("it", "MATRIZ"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\": \"" + query + "\"}")));
    }

    @Test
    void theHubsOwnPagesPassBehindAProxyThatEndsTls() throws Exception {
        String query = "{ items(first: 0) { totalCount } }";

        assertThat(fromOwnPage(query, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "hub.example.com")
                        .statusCode())
                .isEqualTo(200);
        assertThat(fromOwnPage(query, "X-Forwarded-Proto", "https", "X-Forwarded-Host", "another.example.com")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theAuditKnowsTheCallersAddressBehindAProxy() throws Exception {
        // when
        HttpResponse<String> answer = fromOwnPage(
                "mutation { saveCodeMapping(input: {company: \\\"MATRIZ\\\", kind: ITEM, fromSource: \\\"mqtt\\\","
                        + " fromCode: \\\"PROXY-1\\\", toSource: \\\"csw\\\", toCode: \\\"PROXY-1\\\"}) { __typename } }",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "hub.example.com",
                "X-Forwarded-For",
                "203.0.113.9");

        // then
        assertThat(answer.body()).contains("SaveCodeMappingPayload");
        assertThat(jdbc.sql("select remote_address from hub.audit_entry where detail->>'from' = 'mqtt:PROXY-1'")
                        .query(String.class)
                        .list())
                .containsExactly("203.0.113.9");
    }
}
