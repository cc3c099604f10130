package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.ExecutionGraphQlResponse;

/** Whoever means harm is refused in the contract's own words: no fault of the hub's, nothing of its inside, no SQL. */
class HostileTest extends HubTest {

    private static final String[] INSIDE = {"Exception", "java.", "graphql.", "org.", "select ", "Did you mean", "\tat "
    };

    private final HttpClient http = HttpClient.newHttpClient();

    /** Of its own database: the shared hub's is never quiet. */
    private static Contract contract;

    @LocalServerPort
    private int port;

    @BeforeAll
    static void open() {
        contract = new Contract();
    }

    @AfterAll
    static void close() {
        contract.close();
    }

    static Stream<String> documents() {
        return HostileRequests.documents().keySet().stream();
    }

    static Stream<String> bodies() {
        return Stream.of(HostileRequests.bodies(), HostileRequests.storms()).flatMap(named -> named.keySet().stream());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentsAreRefusedWithoutAnySql(String name) {
        String document = HostileRequests.documents().getOrDefault(name, "");
        contract.counting.drain();

        ExecutionGraphQlResponse response = contract.ask(document);

        assertThat(contract.counting.drain()).isEmpty();
        assertThat(response.getErrors())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(20)
                .allSatisfy(error -> {
                    assertThat(error.getExtensions()).containsKey("code");
                    assertThat(error.getExtensions().get("code")).isNotEqualTo("INTERNAL");
                    assertThat(error.getMessage()).doesNotContain(INSIDE).hasSizeLessThan(2_000);
                });
    }

    @ParameterizedTest
    @MethodSource({"documents", "bodies"})
    void isNeverAFaultOfTheHub(String name) throws Exception {
        Map<String, String> bodies = new LinkedHashMap<>(HostileRequests.bodies());
        HostileRequests.documents().forEach((key, document) -> bodies.put(key, HostileRequests.body(document)));
        HostileRequests.storms().forEach((key, document) -> bodies.put(key, HostileRequests.body(document)));

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                        .header("Authorization", "Bearer " + TestTokens.token("operator", "MATRIZ"))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/graphql-response+json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                bodies.getOrDefault(name, ""), StandardCharsets.UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        if (HostileRequests.storms().containsKey(name)) {
            assertThat(answer.statusCode()).isEqualTo(200);
        } else {
            assertThat(answer.statusCode()).isBetween(200, 499);
            assertThat(answer.body())
                    .contains("\"code\":")
                    .doesNotContain("\"INTERNAL\"")
                    .doesNotContain(INSIDE);
        }
    }
}
