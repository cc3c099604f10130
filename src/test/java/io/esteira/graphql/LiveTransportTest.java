package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.query.ChangeFeed;
import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Subscriptions over server-sent events and WebSocket. */
class LiveTransportTest extends HubTest {

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

    private HttpRequest events(String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Authorization", "Bearer " + TestTokens.token("operator", "MATRIZ"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    @Test
    void tellsChangesAsServerSentEvents() throws Exception {
        // given
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> events = http.sendAsync(
                        events("{\"query\": \"" + SUBSCRIPTION + "\"}"), HttpResponse.BodyHandlers.ofLines())
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

    private SocketClient socket(String subprotocol, String... others) {
        return new SocketClient(http, port, subprotocol, others);
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
        SocketClient socket = socket("graphql-transport-ws");
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
        SocketClient socket = socket("graphql-transport-ws");
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
        SocketClient socket = socket("graphql-transport-ws");
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
        SocketClient none = socket("graphql-transport-ws").send("{\"type\": \"connection_init\"}");
        SocketClient wrong = socket("graphql-transport-ws").send(init("nonsense"));
        SocketClient number = socket("graphql-transport-ws")
                .send("{\"type\": \"connection_init\", \"payload\": {\"Authorization\": 5}}");

        assertCloses(none, 4401);
        assertCloses(wrong, 4401);
        assertCloses(number, 4401);
    }

    private static void assertCloses(SocketClient socket, int code) {
        await().atMost(SOON).until(() -> socket.closeCode != null);
        assertThat(socket.closeCode).isEqualTo(code);
    }

    private SocketClient initialized() {
        SocketClient socket = socket("graphql-transport-ws").send(init(TestTokens.token("operator", "MATRIZ")));
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
        assertCloses(socket("graphql-transport-ws").send(subscribe("{ __typename }")), 4401);
    }

    @Test
    void closesConnectionsWhoseTokenAllowsNothing() {
        assertCloses(socket("graphql-transport-ws").send(init(TestTokens.token("visitor", "MATRIZ"))), 4403);
    }

    @Test
    void closesConnectionsThatNeverSayWhoTheyAre() {
        assertCloses(socket("graphql-transport-ws"), 4408);
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
        SocketClient socket = socket("graphql-transport-ws").send(init(TestTokens.token("leader", "MATRIZ")));
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
        SocketClient socket =
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
        SocketClient socket = initialized();

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
        SocketClient socket = initialized().send(subscribe("{ __typename quarantine { totalCount } }"));

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
        SocketClient socket = initialized()
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
        SocketClient socket = initialized()
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
        SocketClient socket = socket("graphql-ws");

        await().atMost(SOON).until(() -> socket.closeCode != null);
        assertThat(socket.closeCode).isEqualTo(4406);
    }

    @Test
    void takesThoseWhoOfferTheRetiredSubprotocolFirst() {
        SocketClient socket = socket("graphql-ws", "graphql-transport-ws");

        assertThat(socket.socket.getSubprotocol()).isEqualTo("graphql-transport-ws");
        socket.socket.abort();
    }
}
