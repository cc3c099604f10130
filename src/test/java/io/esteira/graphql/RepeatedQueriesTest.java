package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** What was answered before is answered in the same way again, though no longer by way of the security chain and the engine. */
class RepeatedQueriesTest extends HubTest {

    /** Sends a request the long way: it belongs to somebody's trace. */
    private static final String[] TRACED = {"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"};

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    private MeterRegistry meters;

    @LocalServerPort
    private int port;

    private HttpResponse<String> ask(String token, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String body(String query, Map<String, ?> variables) {
        return JsonMapper.shared().writeValueAsString(Map.of("query", query, "variables", variables));
    }

    private static Map<String, List<String>> headers(HttpResponse<?> answer) {
        Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
        headers.keySet().removeAll(List.of("date", "content-length", "transfer-encoding", "connection", "keep-alive"));
        return headers;
    }

    private long counted(String name) {
        return meters.find(name).timers().stream().mapToLong(Timer::count).sum();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ productionOrders(first: 3) { totalCount nodes { id number item { code } steps { sequence phase { code } } } } }",
                "{ a: productionOrders(first: 1) { nodes { number } } b: items(first: 2) { nodes { code } } }",
                "{ productionOrdersAggregate(groupBy: [{ status: VALUE }]) { key { status } count } }",
                "{ productionOrder(id: \"UHJvZHVjdGlvbk9yZGVyOjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMA\") { number } }",
                "{ productionOrder(id: \"nonsense\") { number } items(first: 1) { nodes { code } } }"
            })
    void areAnsweredAsTheFirstTime(String query) throws Exception {
        String token = TestTokens.token("planner", "*");
        String asked = body(query, Map.of());
        HttpResponse<String> first = ask(token, asked, TRACED);
        ask(token, asked);
        long executed = counted("graphql.datafetcher");
        long requests = counted("http.server.requests");
        long operations = counted("graphql.request");

        HttpResponse<String> again = ask(token, asked);

        assertThat(first.body()).contains("\"data\"");
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(headers(again)).isEqualTo(headers(first));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(counted("graphql.datafetcher")).isEqualTo(executed);
        assertThat(counted("http.server.requests")).isEqualTo(requests + 1);
        assertThat(counted("graphql.request")).isEqualTo(operations + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ productionOrders(after: \"nonsense\") { nodes { number } } }",
                "{ productionOrders(first: -1) { nodes { number } } }",
                "{ productionOrders(first: 1) { nodes { number } } __typename }",
                "{ productionOrders(first: 1) { nodes { number } } ...Items } fragment Items on Query { items(first: 1) { nodes { code } } }",
                "query Other { items(first: 1) { nodes { code } } } query Another { items(first: 2) { nodes { code } } }"
            })
    void areAnsweredAlikeWhereTheEngineHasToBeAsked(String query) throws Exception {
        String token = TestTokens.token("planner", "*");
        HttpResponse<String> first = ask(token, body(query, Map.of()), TRACED);
        ask(token, body(query, Map.of()));

        HttpResponse<String> again = ask(token, body(query, Map.of()));

        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        assertThat(headers(again)).isEqualTo(headers(first));
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void goTheLongWayForOtherForms() throws Exception {
        String token = TestTokens.token("planner", "*");
        String asked = body("{ items(first: 1) { nodes { code } } }", Map.of());
        ask(token, asked);

        assertThat(ask(token, asked, "Accept", "application/graphql-response+json")
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/graphql-response+json;charset=UTF-8");
        assertThat(ask(token, asked, "Accept", "text/event-stream").body()).contains("event:next");
        assertThat(ask(token, asked, "Accept", "text/html").statusCode()).isEqualTo(406);
        assertThat(ask(token, asked, "Accept", "no media type").statusCode()).isEqualTo(400);
        assertThat(ask(token, asked + "x").statusCode()).isEqualTo(400);
        assertThat(ask(token, "[" + asked + "]").statusCode()).isEqualTo(400);
        assertThat(ask(token, asked, "Origin", "http://elsewhere.example").statusCode())
                .isEqualTo(403);
    }

    @Test
    void answerEachCallerWhatExistsForThem() throws Exception {
        String asked = body("query($n: Int) { productionOrders(first: $n) { nodes { company } } }", Map.of("n", 20));
        String own = TestTokens.token("planner", "MATRIZ");
        String none = TestTokens.token("planner");
        for (int i = 0; i < 3; i++) {
            assertThat(ask(own, asked).body()).contains("\"MATRIZ\"").doesNotContain("LATICINIO");
            assertThat(ask(none, asked).body()).isEqualTo("{\"data\":{\"productionOrders\":{\"nodes\":[]}}}");
        }
    }

    @Test
    void areForThoseWhoseTokenIsGood() throws Exception {
        String asked = body("{ items(first: 1) { nodes { code } } }", Map.of());
        String good = TestTokens.token("planner", "*");
        ask(good, asked);
        assertThat(ask(good, asked).statusCode()).isEqualTo(200);

        assertThat(ask("", asked).statusCode()).isEqualTo(401);
        assertThat(ask(good + "A", asked).statusCode()).isEqualTo(401);
        assertThat(ask(good.substring(0, good.length() - 2), asked).statusCode())
                .isEqualTo(401);
        String ended = TestTokens.tokenUntil(Instant.now().minusSeconds(120), "planner", "*");
        assertThat(ask(ended, asked).statusCode()).isEqualTo(401);
        assertThat(ask(TestTokens.tokenWithoutEnd("planner", "*"), asked).statusCode())
                .isEqualTo(401);
    }

    @Test
    void areHeldToTheLimitsThatVariablesDecide() throws Exception {
        String query =
                "query($n: Int, $m: Int) { productionOrders(first: $n) { nodes { postings(first: $m) { nodes { id } } } } }";
        String token = TestTokens.token("planner", "*");
        for (int i = 0; i < 3; i++) {
            assertThat(ask(token, body(query, Map.of("n", 2, "m", 2))).body()).doesNotContain("errors");
        }

        assertThat(ask(token, body(query, Map.of("n", 501, "m", 2))).body()).contains("PAGE_LIMIT");
        assertThat(ask(token, body(query, Map.of("n", 500, "m", 500))).body()).contains("COST_LIMIT");
        assertThat(ask(token, body(query, Map.of("n", "two", "m", 2))).body()).contains("BAD_USER_INPUT");
    }
}
