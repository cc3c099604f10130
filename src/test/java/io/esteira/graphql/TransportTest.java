package io.esteira.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.query.ChangeFeed;
import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract over HTTP, server-sent events and WebSocket. */
class TransportTest extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SUBSCRIPTION =
            "subscription { __typename productionOrderChanged(where: {number: {eq: \\\"WS-1\\\"}}) { number company } }";

    private static final String LIVE_COPY =
            "subscription { productionOrdersChanges(where: {number: {eq: \\\"WS-1\\\"}}) { cursor } }";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private ChangeFeed changes;

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

    private void makeOrder() {
        jdbc.sql("""
                        with i as (
                          insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                          select gen_random_uuid(), c.id, 'test', 'WS-ITEM', 'x', 'PRODUCT', true, now() from hub.company c where c.code = 'MATRIZ'
                          on conflict (company_id, code) do update set source = 'test' returning id, company_id),
                        o as (
                          insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                            reported_status, source_status, posting_blocked, observed_at)
                          select gen_random_uuid(), company_id, 'test', 'WS-1', 'WS-1', id, 'RELEASED', 'RELEASED', '1', false, now() from i
                          on conflict (company_id, number) do update set observed_at = now() returning id, company_id)
                        insert into hub.change_log (entity, row_id, company_id, kind) select 'production_order', id, company_id, 'U' from o""").update();
        changes.changed();
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

    @Test
    void tellsChangesAsServerSentEvents() throws Exception {
        // given
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> events = http.sendAsync(
                        request("{\"query\": \"" + SUBSCRIPTION + "\"}", "text/event-stream"),
                        HttpResponse.BodyHandlers.ofLines())
                .thenAcceptAsync(answer -> answer.body().forEach(lines::add));

        // when
        await().atMost(SOON).pollInterval(Duration.ofMillis(300)).until(() -> {
            makeOrder();
            return lines.stream().anyMatch(line -> line.contains("\"WS-1\""));
        });

        // then
        assertThat(lines).anyMatch(line -> line.contains("\"company\":\"MATRIZ\""));
        assertThat(events.cancel(true)).isTrue();
    }

    private final class Socket implements WebSocket.Listener {

        final List<String> messages = new CopyOnWriteArrayList<>();
        final WebSocket socket;
        volatile @Nullable Integer closeCode;
        private final StringBuilder part = new StringBuilder();

        Socket(String subprotocol, String... others) {
            socket = http.newWebSocketBuilder()
                    .subprotocols(subprotocol, others)
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/graphql"), this)
                    .join();
        }

        Socket send(String message) {
            requireNonNull(socket.sendText(message, true).join());
            return this;
        }

        List<JsonNode> ofType(String type) {
            return messages.stream()
                    .map(JsonMapper.shared()::readTree)
                    .filter(message -> message.path("type").asString().equals(type))
                    .toList();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closeCode = statusCode;
            return null;
        }
    }

    private static String init(String token) {
        return "{\"type\": \"connection_init\", \"payload\": {\"Authorization\": \"Bearer " + token + "\"}}";
    }

    private static String subscribe(String document) {
        return "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"query\": \"" + document + "\"}}";
    }

    @Test
    void tellsChangesOverWebSocket() {
        // given
        Socket socket = new Socket("graphql-transport-ws");
        socket.send(init(TestTokens.token("operator", "MATRIZ")));
        await().atMost(SOON).until(() -> socket.messages.stream().anyMatch(m -> m.contains("connection_ack")));

        // when
        socket.send(subscribe(SUBSCRIPTION));
        await().atMost(SOON).pollInterval(Duration.ofMillis(300)).until(() -> {
            makeOrder();
            return socket.messages.stream().anyMatch(m -> m.contains("\"WS-1\""));
        });

        // then
        assertThat(socket.messages)
                .anyMatch(m -> m.contains("\"type\":\"next\"")
                        && m.contains("\"company\":\"MATRIZ\"")
                        && m.contains("\"__typename\":\"Subscription\""));
        socket.socket.abort();
    }

    @ParameterizedTest
    @ValueSource(strings = {SUBSCRIPTION, LIVE_COPY})
    void endsSubscriptionsWithTheirToken(String subscription) {
        // given a token that ends soon, and is accepted as long as clocks may differ
        Socket socket = new Socket("graphql-transport-ws");
        socket.send(init(TestTokens.tokenUntil(Instant.now().plusSeconds(1), "operator", "MATRIZ")));
        await().atMost(SOON).until(() -> socket.messages.stream().anyMatch(m -> m.contains("connection_ack")));

        // when
        socket.send(subscribe(subscription));

        // then
        await().atMost(SOON).pollInterval(Duration.ofMillis(300)).until(() -> {
            makeOrder();
            return socket.messages.stream().anyMatch(m -> m.contains("UNAUTHENTICATED"));
        });
        socket.socket.abort();
    }

    @Test
    void tellsOthersNothingOverWebSocket() {
        // given
        Socket socket = new Socket("graphql-transport-ws");
        socket.send(init(TestTokens.token("operator", "LATICINIO")));
        await().atMost(SOON).until(() -> socket.messages.stream().anyMatch(m -> m.contains("connection_ack")));
        socket.send(subscribe(SUBSCRIPTION));

        // when
        await().during(Duration.ofSeconds(1))
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    makeOrder();
                    return socket.messages.stream().noneMatch(m -> m.contains("\"next\""));
                });

        // then
        socket.socket.abort();
    }

    @Test
    void closesConnectionsWithoutAToken() {
        Socket none = new Socket("graphql-transport-ws").send("{\"type\": \"connection_init\"}");
        Socket wrong = new Socket("graphql-transport-ws").send(init("nonsense"));
        Socket number = new Socket("graphql-transport-ws")
                .send("{\"type\": \"connection_init\", \"payload\": {\"Authorization\": 5}}");

        assertCloses(none, 4401);
        assertCloses(wrong, 4401);
        assertCloses(number, 4401);
    }

    private static void assertCloses(Socket socket, int code) {
        await().atMost(SOON).until(() -> socket.closeCode != null);
        assertThat(socket.closeCode).isEqualTo(code);
    }

    private Socket initialized() {
        Socket socket = new Socket("graphql-transport-ws").send(init(TestTokens.token("operator", "MATRIZ")));
        await().atMost(SOON).until(() -> socket.messages.stream().anyMatch(m -> m.contains("connection_ack")));
        return socket;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{}",
                "{\"type\": 1}",
                "{\"type\": \"start\", \"id\": \"1\"}",
                "{\"type\": \"connection_ack\"}",
                "{\"type\": \"next\", \"id\": \"1\", \"payload\": {}}",
                "{\"type\": \"ping\", \"payload\": \"text\"}",
                "{\"type\": \"complete\"}",
                "{\"type\": \"subscribe\", \"payload\": {\"query\": \"{ __typename }\"}}",
                "{\"type\": \"subscribe\", \"id\": \"\", \"payload\": {\"query\": \"{ __typename }\"}}",
                "{\"type\": \"subscribe\", \"id\": 1, \"payload\": {\"query\": \"{ __typename }\"}}",
                "{\"type\": \"subscribe\", \"id\": \"1\"}",
                "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": \"{ __typename }\"}",
                "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"query\": 1}}",
                "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {}}",
                "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"documentId\": 1}}",
                "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"documentId\": \"open-orders\", \"extensions\": 1}}",
                "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"query\": \"{ __typename }\", \"variables\": []}}"
            })
    void closesConnectionsThatSendNoMessages(String message) {
        assertCloses(initialized().send(message), 4400);
    }

    @Test
    void closesConnectionsThatAskBeforeTheyAreKnown() {
        assertCloses(new Socket("graphql-transport-ws").send(subscribe("{ __typename }")), 4401);
    }

    @Test
    void closesConnectionsWhoseTokenAllowsNothing() {
        assertCloses(new Socket("graphql-transport-ws").send(init(TestTokens.token("visitor", "MATRIZ"))), 4403);
    }

    @Test
    void closesConnectionsThatNeverSayWhoTheyAre() {
        assertCloses(new Socket("graphql-transport-ws"), 4408);
    }

    @Test
    void closesConnectionsThatUseAnIdTwice() {
        assertCloses(initialized().send(subscribe(SUBSCRIPTION)).send(subscribe(SUBSCRIPTION)), 4409);
    }

    @Test
    void closesConnectionsThatSayTwiceWhoTheyAre() {
        assertCloses(initialized().send(init(TestTokens.token("operator", "MATRIZ"))), 4429);
    }

    @Test
    void aClientHasSoManySubscriptions() {
        Socket socket = new Socket("graphql-transport-ws").send(init(TestTokens.token("leader", "MATRIZ")));
        await().atMost(SOON).until(() -> socket.messages.stream().anyMatch(m -> m.contains("connection_ack")));
        String document = "subscription { productionOrderChanged { id } }";

        for (int i = 1; i <= 101; i++) {
            socket.send(subscribe(document).replace("\"1\"", "\"" + i + "\""));
        }
        await().atMost(SOON).until(() -> socket.ofType("error").size() == 1);
        JsonNode error = socket.ofType("error").getFirst();
        socket.send("{\"type\": \"complete\", \"id\": \"1\"}")
                .send(subscribe(document))
                .send(subscribe("{ __typename }").replace("\"1\"", "\"x\""));

        await().atMost(SOON).until(() -> socket.ofType("complete").size() == 1);
        assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo("SUBSCRIPTION_LIMIT");
        assertThat(error.at("/payload/0/extensions/limit").asInt()).isEqualTo(100);
        assertThat(socket.ofType("error")).hasSize(1);
        socket.socket.abort();
    }

    @Test
    void answersPingsAndSendsItsOwn() {
        Socket socket =
                initialized().send("{\"type\": \"ping\", \"payload\": {}}").send("{\"type\": \"pong\"}");

        await().atMost(SOON).until(() -> socket.messages.stream().anyMatch(m -> m.contains("\"pong\"")));
        await().atMost(SOON).until(() -> socket.messages.stream().anyMatch(m -> m.contains("\"ping\"")));
        assertThat(socket.closeCode).isNull();
        socket.socket.abort();
    }

    /** A query, and what is wrong, come to an end, and the id is free again. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | BAD_USER_INPUT",
                "'' | BAD_USER_INPUT",
                "' ' | BAD_USER_INPUT",
                "{ nonsense } | BAD_USER_INPUT",
                "subscription { nonsense } | BAD_USER_INPUT",
                "subscription { productionOrderChanged(where: 1) { id } } | BAD_USER_INPUT",
                "query ($id: ID!) { item(id: $id) { id } } | BAD_USER_INPUT",
                "subscription { productionOrderChanged { id } jobChanged { id } } | BAD_USER_INPUT"
            })
    void tellsWhatCannotBeExecutedByAnErrorAndStaysOpen(String document, String code) {
        Socket socket = initialized();

        for (int i = 1; i <= 2; i++) {
            int times = i;
            socket.send(subscribe(document));
            await().atMost(SOON).until(() -> socket.ofType("error").size() == times);
        }
        socket.send(subscribe("{ __typename }"));

        await().atMost(SOON).until(() -> socket.ofType("complete").size() == 1);
        JsonNode error = socket.ofType("error").getFirst();
        assertThat(error.path("id").asString()).isEqualTo("1");
        assertThat(error.path("payload").isArray()).isTrue();
        assertThat(error.at("/payload/0/message").asString()).isNotBlank();
        assertThat(error.at("/payload/0/extensions/code").asString()).isEqualTo(code);
        assertThat(socket.ofType("next")).hasSize(1);
        assertThat(socket.closeCode).isNull();
        socket.socket.abort();
    }

    @Test
    void tellsWhatWasExecutedWithErrorsAsAnAnswer() {
        Socket socket = initialized().send(subscribe("{ __typename quarantine { totalCount } }"));

        await().atMost(SOON).until(() -> socket.ofType("complete").size() == 1);
        assertThat(socket.ofType("next")
                        .getFirst()
                        .at("/payload/errors/0/extensions/code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        assertThat(socket.ofType("error")).isEmpty();
        socket.socket.abort();
    }

    @Test
    void answersPublishedDocumentsOverWebSocket() throws Exception {
        String sha = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(Files.readAllBytes(Path.of("../graphql/operations/open-orders.graphql"))));
        Socket socket = initialized()
                .send(
                        "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"documentId\": \"open-orders\", \"variables\": {\"first\": 1}}}")
                .send("{\"type\": \"subscribe\", \"id\": \"2\", \"payload\": {\"id\": \"sha256:" + sha + "\"}}")
                .send(
                        "{\"type\": \"subscribe\", \"id\": \"3\", \"payload\": {\"documentId\": \"follow-orders\", \"variables\": {\"first\": 1}}}");

        await().atMost(SOON).until(() -> socket.ofType("next").stream()
                .map(next -> next.path("id").asString())
                .collect(Collectors.toSet())
                .equals(Set.of("1", "2", "3")));
        assertThat(socket.ofType("error")).isEmpty();
        assertThat(socket.ofType("next"))
                .allSatisfy(
                        next -> assertThat(next.at("/payload/data").isObject()).isTrue());
        socket.socket.abort();
    }

    @Test
    void tellsThatADocumentIsNotPublishedAndStaysOpen() {
        Socket socket = initialized()
                .send(
                        "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"documentId\": \"nothing\", \"query\": null}}");

        await().atMost(SOON).until(() -> socket.ofType("error").size() == 1);
        assertThat(socket.ofType("error")
                        .getFirst()
                        .at("/payload/0/extensions/code")
                        .asString())
                .isEqualTo("UNKNOWN_DOCUMENT");
        assertThat(socket.closeCode).isNull();
        socket.socket.abort();
    }

    @Test
    void closesConnectionsOfTheRetiredSubprotocol() {
        Socket socket = new Socket("graphql-ws");

        await().atMost(SOON).until(() -> socket.closeCode != null);
        assertThat(socket.closeCode).isEqualTo(4406);
    }

    @Test
    void takesThoseWhoOfferTheRetiredSubprotocolFirst() {
        Socket socket = new Socket("graphql-ws", "graphql-transport-ws");

        assertThat(socket.socket.getSubprotocol()).isEqualTo("graphql-transport-ws");
        socket.socket.abort();
    }
}
