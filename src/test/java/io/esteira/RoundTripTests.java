package io.esteira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** From a mutation to a row of SH6 and back; from a piece at a machine to a count. The plant's tables are the oracle. */
class RoundTripTests extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String POST = """
            mutation($id: ID!, $key: String!, $order: String!, $good: Decimal!) {
              postProduction(input: {id: $id, idempotencyKey: $key, company: "LATICINIO", orderNumber: $order,
                                     sequence: 10, good: $good}) {
                __typename
                ... on PostProductionPayload { posting { id reference inErp } }
                ... on PostingRefused { code field }
              }
            }
            """;

    private record OpenOrder(String number, String left) {}

    @LocalServerPort
    private int port;

    private OpenOrder order = new OpenOrder("", "");

    @BeforeEach
    void anOpenOrderWhoseFirstOperationHasRoom() {
        PLANT.faults().clear();
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> order = jdbc.sql("""
                        select o.number, (o.quantity - s.good_in_erp - s.good_pending - s.scrap_in_erp)::text as room
                          from hub.production_order o join hub.order_step s on s.order_id = o.id and s.sequence = 10
                         where o.source = 'protheus' and o.status in ('RELEASED', 'IN_PROGRESS') and not o.posting_blocked
                           and s.status <> 'COMPLETED' and o.quantity - s.good_in_erp - s.good_pending - s.scrap_in_erp > 10
                           and exists (select 1 from hub.stream r join hub.stream_state t on t.stream_id = r.id
                                       where r.source = 'protheus' and r.entity = 'postings' and t.last_success_at is not null)
                         order by o.id limit 1
                        """)
                        .query((row, n) -> new OpenOrder(row.getString("number"), row.getString("room")))
                        .single());
    }

    private JsonNode graphql(String role, String query, Map<String, ?> variables) {
        return Objects.requireNonNull(RestClient.create("http://localhost:" + port)
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(TestTokens.token(role, "*")))
                .body(Map.of("query", query, "variables", variables))
                .retrieve()
                .body(JsonNode.class));
    }

    private JsonNode post(String id, String key, String good) {
        return graphql("operator", POST, Map.of("id", id, "key", key, "order", order.number(), "good", good))
                .at("/data/postProduction");
    }

    private static String uuid7() {
        long high = System.currentTimeMillis() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
        return new UUID(high, RANDOM.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L).toString();
    }

    private long rowsOf(String reference) {
        return sourceCount("select count(*) from protheus.sh6t10 where h6_observa like '#" + reference + "%'");
    }

    /** The way of its delivery, for those who read why a test failed. */
    private String whatBecameOf(String reference) {
        return jdbc.sql("""
                        select coalesce(string_agg(concat_ws(' ', d.kind, d.state, d.reason_code, a.at, a.kind, a.outcome, a.detail), E'\\n'
                                 order by d.id, a.id), 'no delivery')
                          from hub.delivery d left join hub.delivery_attempt a on a.delivery_id = d.id
                         where d.step_id = (select p.step_id from hub.posting p where p.reference = ?)
                        """).param(reference).query(String.class).single() + "; rows of SH6: " + rowsOf(reference);
    }

    private void isInErpOnce(String reference) {
        await().atMost(SOON).untilAsserted(() -> assertThat(count(
                        "select count(*) from hub.posting p join hub.posting_sighting s on s.posting_id = p.id where p.reference = ? and p.in_erp",
                        reference))
                .as(() -> whatBecameOf(reference))
                .isOne());
        assertThat(rowsOf(reference)).isOne();
        assertThat(count("select count(*) from hub.posting where reference = ?", reference))
                .isOne();
    }

    @Test
    void aPostingBecomesOneRowOfSh6AndItsSightingComesBack() {
        JsonNode answer = post(uuid7(), uuid7(), "2.5");

        assertThat(answer.path("__typename").asString()).isEqualTo("PostProductionPayload");
        isInErpOnce(answer.at("/posting/reference").asString());
    }

    @Test
    void theSamePostingSentTwiceIsOne() {
        String id = uuid7();
        String key = uuid7();

        JsonNode first = post(id, key, "1");
        JsonNode second = post(id, key, "1");
        JsonNode other = post(id, key, "2");

        assertThat(second.at("/posting/id")).isEqualTo(first.at("/posting/id"));
        assertThat(other.path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        isInErpOnce(first.at("/posting/reference").asString());
    }

    @Test
    void aProtheusThatCommitsAndThenDropsTheLineEndsInOneRow() {
        PLANT.faults().arm(Fault.once(FaultKind.F11).as("drop").on("mata681"));

        JsonNode answer = post(uuid7(), uuid7(), "3");

        isInErpOnce(answer.at("/posting/reference").asString());
        assertThat(count(
                        "select count(*) from hub.delivery_attempt a join hub.delivery d on d.id = a.delivery_id where d.reference = ? and a.kind = 'SEND'",
                        answer.at("/posting/reference").asString()))
                .isOne();
    }

    @Test
    void twoPostingsAlikeAreTwoRowsAlsoWhenTheFirstAnswerIsCut() {
        PLANT.faults().arm(Fault.once(FaultKind.F11).as("drop").on("mata681"));

        JsonNode first = post(uuid7(), uuid7(), "1.25");
        JsonNode second = post(uuid7(), uuid7(), "1.25");

        isInErpOnce(first.at("/posting/reference").asString());
        isInErpOnce(second.at("/posting/reference").asString());
    }

    @Test
    void morePiecesThanOrderedAreRefused() {
        String tooMany = new java.math.BigDecimal(order.left())
                .add(java.math.BigDecimal.ONE)
                .toPlainString();

        JsonNode answer = post(uuid7(), uuid7(), tooMany);

        assertThat(answer.path("code").asString()).isEqualTo("OVER_PRODUCTION");
    }

    /** A cell counts alone: people of the plant at work would post on the orders of the tests beside. */
    @Test
    void aPieceAtAMachineIsCounted() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    PLANT.piece(1);
                    return count("select coalesce(sum(good + bad), 0)::bigint from hub.machine_count") > 0;
                });

        JsonNode counts = graphql(
                "analyst",
                "{ machineCounts(first: 1, where: {good: {gt: \"0\"}}) { nodes { good equipment { code } productCode } } }",
                Map.of());

        assertThat(counts.at("/data/machineCounts/nodes/0/equipment/code").asString())
                .isNotBlank();
    }

    @Test
    void withoutATokenThereIsA401WithAJsonBody() {
        assertThat(answerTo(headers -> {})).startsWith("401 {").contains("UNAUTHENTICATED");
    }

    @Test
    void aTokenThatNeverEndsIsRefusedAndSaysWhy() {
        String token = TestTokens.tokenWithoutEnd("operator", "LATICINIO");

        assertThat(answerTo(headers -> headers.setBearerAuth(token)))
                .startsWith("401 {")
                .contains("UNAUTHENTICATED", "the token has no end");
    }

    private String answerTo(Consumer<HttpHeaders> headers) {
        return Objects.requireNonNull(RestClient.create("http://localhost:" + port)
                .post()
                .uri("/graphql")
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("query", "{__typename}"))
                .exchange(
                        (request, response) -> response.getStatusCode().value() + " " + response.bodyTo(String.class)));
    }
}
