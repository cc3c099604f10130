package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.support.TestTokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-sent events in the single connection mode of the protocol graphql-sse. */
class SingleConnectionTest extends OverSingleConnection {

    @Test
    void reservesAStreamByAToken() throws Exception {
        HttpResponse<String> answer = send(put(request("").header("Accept", "text/plain")));
        HttpResponse<String> other = send(put(request("").header(TOKEN, "of a stream that is no more")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.body()).matches("[0-9a-f-]{36}");
        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(other.body()).matches("[0-9a-f-]{36}").isNotEqualTo(answer.body());
    }

    @Test
    void oneConnectionTellsWhatAllOperationsAnswer() throws Exception {
        // given
        String token = reserve();
        Opened connection = open(token);

        // when
        HttpResponse<String> query = ask(token, "{ items(first: 1) { nodes { __typename } } }", "q");
        HttpResponse<String> mutation = ask(token, "mutation { cancelJob(id: \"x\") { __typename } }", "m");
        HttpResponse<String> subscription = ask(token, ORDERS, "s");
        HttpResponse<String> forbidden = ask(token, "{ __typename quarantine { totalCount } }", "f");

        // then
        for (HttpResponse<String> answer : List.of(query, mutation, subscription, forbidden)) {
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEmpty();
        }
        connection.awaitEndOf("q");
        connection.awaitEndOf("m");
        connection.awaitEndOf("f");
        assertThat(connection.first("q").at("/data/items/nodes").isArray()).isTrue();
        assertThat(connection.first("m").at("/data/cancelJob/__typename").asString())
                .isEqualTo("JobRefused");
        assertThat(connection.first("f").at("/errors/0/extensions/code").asString())
                .isEqualTo("FORBIDDEN");
        assertThat(connection.first("f").has("data")).isTrue();
        assertThat(connection
                        .first("s")
                        .at("/data/productionOrdersChanges/cursor")
                        .asString())
                .isNotBlank();
        assertThat(connection.told("complete", "s")).isEmpty();
    }

    /** As those do who cannot set headers of an event source; the token of who they are is a header all the same. */
    @Test
    void theTokenMayStandInTheAddress() throws Exception {
        String token = reserve();
        Opened connection = open(request("?token=" + token));

        HttpResponse<String> answer = send(request("?token=" + token)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(body(TYPENAME, "1"))));

        assertThat(answer.statusCode()).isEqualTo(202);
        connection.awaitEndOf("1");
    }

    @Test
    void tellsAtTheOpeningWhatWasAskedBefore() throws Exception {
        String token = reserve();
        assertThat(ask(token, TYPENAME, "1").statusCode()).isEqualTo(202);
        assertThat(ask(token, ORDERS, "2").statusCode()).isEqualTo(202);

        Opened connection = open(token);

        connection.awaitEndOf("1");
        assertThat(connection.first("2").has("data")).isTrue();
    }

    @Test
    void takesPublishedDocuments() throws Exception {
        String token = reserve();
        Opened connection = open(token);

        HttpResponse<String> answer = post(
                token,
                "{\"documentId\": \"open-orders\", \"variables\": {\"first\": 1}, \"extensions\": {\"operationId\": \"1\"}}");
        HttpResponse<String> unknown =
                post(token, "{\"documentId\": \"nothing\", \"extensions\": {\"operationId\": \"2\"}}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(connection.first("1").has("errors")).isFalse();
        assertRefused(unknown, 400, "UNKNOWN_DOCUMENT");
    }

    @Test
    void thereIsOneConnectionForAStream() throws Exception {
        String token = reserve();
        Opened connection = open(token);

        HttpResponse<String> second =
                send(request("").header(TOKEN, token).header("Accept", EVENTS).GET());
        HttpResponse<String> again = send(put(request("").header(TOKEN, token)));

        assertRefused(second, 409, "STREAM_IN_USE");
        assertRefused(again, 409, "STREAM_IN_USE");
        assertThat(ask(token, TYPENAME, "1").statusCode()).isEqualTo(202);
        connection.awaitEndOf("1");
    }

    @Test
    void aReservationThatNobodyOpenedGivesWay() throws Exception {
        String token = reserve();
        assertThat(ask(token, ORDERS, "1").statusCode()).isEqualTo(202);

        HttpResponse<String> again = send(put(request("").header(TOKEN, token)));

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isNotEqualTo(token);
        assertRefused(ask(token, TYPENAME, "2"), 404, "UNKNOWN_STREAM");
    }

    @Test
    void aStreamIsForThoseWhoReservedItAlone() throws Exception {
        String token = reserve();
        String other = TestTokens.token("leader", "MATRIZ");
        Opened connection = open(token);
        assertThat(ask(token, ORDERS, "1").statusCode()).isEqualTo(202);

        HttpResponse<String> opening =
                send(as(other, "").header(TOKEN, token).header("Accept", EVENTS).GET());
        HttpResponse<String> asking = send(as(other, "")
                .header(TOKEN, token)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(body(TYPENAME, "2"))));
        HttpResponse<String> stopping =
                send(as(other, "?operationId=1").header(TOKEN, token).DELETE());
        HttpResponse<String> reserving = send(put(as(other, "").header(TOKEN, token)));

        assertRefused(opening, 404, "UNKNOWN_STREAM");
        assertRefused(asking, 404, "UNKNOWN_STREAM");
        assertRefused(stopping, 404, "UNKNOWN_STREAM");
        assertThat(reserving.statusCode()).isEqualTo(201);
        assertThat(reserving.body()).isNotEqualTo(token);
        assertRefused(ask(token, TYPENAME, "1"), 409, "OPERATION_IN_USE");
        assertThat(connection.told("next", "2")).isEmpty();
    }

    @Test
    void nobodyReservesAStreamWithoutAToken() throws Exception {
        HttpRequest.Builder request = put(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql")));

        assertThat(send(request).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?token=", "?token=a&token=b", "?token=%252525", "?token=nothing"})
    void withoutAStreamThereIsNothingToStop(String query) throws Exception {
        HttpResponse<String> answer = send(request(query).DELETE());

        assertRefused(answer, 404, "UNKNOWN_STREAM");
    }

    @Test
    void stopsAnOperationAndItsIdIsFreeAgain() throws Exception {
        String token = reserve();
        Opened connection = open(token);
        assertThat(ask(token, ORDERS, "a b").statusCode()).isEqualTo(202);
        assertThat(connection.first("a b").has("data")).isTrue();

        HttpResponse<String> stopped = stop(token, "?operationId=a%20b");

        assertThat(stopped.statusCode()).isEqualTo(200);
        assertThat(stopped.body()).isEmpty();
        assertThat(stop(token, "?operationId=nothing").statusCode()).isEqualTo(200);
        assertThat(ask(token, TYPENAME, "a b").statusCode()).isEqualTo(202);
        connection.awaitEndOf("a b");
        assertThat(connection.told("complete", "a b")).hasSize(1);
    }

    @Test
    void anIdIsFreeAgainWhenItsOperationHasEnded() throws Exception {
        String token = reserve();
        Opened connection = open(token);

        for (int i = 1; i <= 20; i++) {
            int times = i;
            assertThat(ask(token, "{ items(first: 1) { nodes { code } } }", "1").statusCode())
                    .isEqualTo(202);
            await().atMost(SOON).until(() -> connection.told("complete", "1").size() == times);
        }

        assertThat(connection.told("next", "1")).hasSize(20);
    }

    @Test
    void operationsNeedAnIdOfTheirOwn() throws Exception {
        String token = reserve();
        for (Object id : new Object[] {"", " ", 1, true, List.of(), Map.of(), "x".repeat(201)}) {
            assertRefused(post(token, body(TYPENAME, id)), 400, "BAD_USER_INPUT");
        }
        assertRefused(post(token, "{\"query\": \"{ __typename }\"}"), 400, "BAD_USER_INPUT");
        assertRefused(stop(token, ""), 400, "BAD_USER_INPUT");
        assertRefused(stop(token, "?operationId=" + "x".repeat(201)), 400, "BAD_USER_INPUT");

        assertThat(ask(token, ORDERS, "1").statusCode()).isEqualTo(202);
        assertRefused(ask(token, TYPENAME, "1"), 409, "OPERATION_IN_USE");
    }

    /** It is told by the request's own answer, and its id is free again. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | BAD_USER_INPUT",
                "'' | BAD_USER_INPUT",
                "{ nonsense } | BAD_USER_INPUT",
                "subscription { nonsense } | BAD_USER_INPUT",
                "subscription { productionOrderChanged { id } jobChanged { id } } | BAD_USER_INPUT",
                "query ($id: ID!) { item(id: $id) { id } } | BAD_USER_INPUT",
                "{ productionOrders(first: 500) { nodes { postings(first: 500) { nodes { id } } } } } | COST_LIMIT",
                "{ items(first: 501) { nodes { id } } } | PAGE_LIMIT"
            })
    void whatCannotBeExecutedIsToldAtOnce(String document, String code) throws Exception {
        String token = reserve();
        Opened connection = open(token);

        assertRefused(ask(token, document, "1"), 400, code);
        assertThat(ask(token, TYPENAME, "1").statusCode()).isEqualTo(202);

        connection.awaitEndOf("1");
        assertThat(connection.told("next", "1")).hasSize(1);
    }

    @Test
    void refusesWhatIsNotOfTheProtocol() throws Exception {
        String token = reserve();

        assertRefused(send(put(request("").header("Accept", "image/png"))), 406, "NOT_ACCEPTABLE");
        assertRefused(send(put(request("").header("Accept", "nonsense"))), 400, "BAD_USER_INPUT");
        assertRefused(
                send(request("").header(TOKEN, token).header("Accept", JSON).GET()), 406, "NOT_ACCEPTABLE");
        assertRefused(
                send(request("")
                        .header(TOKEN, "nothing")
                        .header("Accept", EVENTS)
                        .GET()),
                404,
                "UNKNOWN_STREAM");
        assertRefused(post("nothing", body(TYPENAME, "1")), 404, "UNKNOWN_STREAM");
        assertRefused(
                send(request("")
                        .header(TOKEN, token)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(body(TYPENAME, "1")))),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertRefused(
                send(request("")
                        .header(TOKEN, token)
                        .header("Content-Type", JSON)
                        .header("Accept", "image/png")
                        .POST(BodyPublishers.ofString(body(TYPENAME, "1")))),
                406,
                "NOT_ACCEPTABLE");
    }

    @Test
    void endsWithTheTokenOfWhoOpenedIt() throws Exception {
        String ending = TestTokens.tokenUntil(Instant.now().plusSeconds(5), "operator", "MATRIZ");
        String token = send(put(as(ending, ""))).body();
        Opened connection = open(as(ending, "").header(TOKEN, token));
        assertThat(ask(token, ORDERS, "1").statusCode()).isEqualTo(202);

        await().atMost(SOON).until(connection.end::isDone);

        assertRefused(ask(token, TYPENAME, "2"), 404, "UNKNOWN_STREAM");
    }

    /** The hub learns of it when it writes: whoever comes back makes it look. */
    @Test
    void aStreamWhoseClientHasLeftGivesWay() throws Exception {
        String token = reserve();
        Opened connection = open(token);
        assertThat(ask(token, ORDERS, "1").statusCode()).isEqualTo(202);
        assertThat(connection.first("1").has("data")).isTrue();

        connection.close();

        await().atMost(SOON)
                .until(() -> send(put(request("").header(TOKEN, token))).statusCode() == 201);
    }

    @Test
    void whoeverMeansHarmIsRefusedAndTheStreamGoesOn() throws Exception {
        String token = reserve();
        Opened connection = open(token);

        for (Map.Entry<String, String> hostile : HostileRequests.documents().entrySet()) {
            HttpResponse<String> answer = ask(token, hostile.getValue(), "hostile " + hostile.getKey());

            assertThat(answer.statusCode()).as(hostile.getKey()).isIn(202, 400);
            if (answer.statusCode() == 400) {
                assertThat(code(answer)).as(hostile.getKey()).isNotBlank().isNotEqualTo("INTERNAL");
            }
        }
        for (Map.Entry<String, String> hostile : HostileRequests.bodies().entrySet()) {
            assertThat(post(token, hostile.getValue()).statusCode())
                    .as(hostile.getKey())
                    .isEqualTo(400);
        }

        assertThat(ask(token, TYPENAME, "1").statusCode()).isEqualTo(202);
        connection.awaitEndOf("1");
    }
}
