package io.esteira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** A stop's way through the whole hub: mutation, outbox, Protheus, and its sighting back. */
class DowntimeRoundTripTests extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final String REPORT = """
            mutation($input: ReportDowntimeInput!) {
              reportDowntime(input: $input) {
                __typename
                ... on ReportDowntimePayload { downtime { id reference inErp } delivery { id state } }
                ... on DowntimeRefused { code field }
              }
            }
            """;
    private static final String REVERSE = """
            mutation($id: ID!) {
              reverseDowntime(input: {id: $id, reason: "wrong machine"}) {
                __typename
                ... on ReverseDowntimePayload { downtime { id state } delivery { kind } }
                ... on DowntimeRefused { code field }
              }
            }
            """;

    @LocalServerPort
    private int port;

    @BeforeEach
    void reasonsAndStopsAreRead() {
        PLANT.faults().clear();
        await().atMost(SOON)
                .until(() -> count("select count(*) from hub.downtime_reason") == 5
                        && count("select count(*) from hub.downtime where origin = 'ERP'") > 0);
    }

    private JsonNode graphql(String role, String companies, String query, Map<String, ?> variables) {
        return Objects.requireNonNull(RestClient.create("http://localhost:" + port)
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(TestTokens.token(role, companies)))
                .body(Map.of("query", query, "variables", variables))
                .retrieve()
                .body(JsonNode.class));
    }

    private static String uuid7() {
        long high = System.currentTimeMillis() << 16 | 0x7000 | RANDOM.nextInt(0x1000);
        return new UUID(high, RANDOM.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L).toString();
    }

    /** Of a machine, at a time at which no other is. */
    private static Map<String, Object> stop(String machine) {
        Instant from = Instant.now()
                .minus(Duration.ofDays(40))
                .truncatedTo(ChronoUnit.MINUTES)
                .plusSeconds(1200L * NEXT.incrementAndGet());
        String id = uuid7();
        return new HashMap<>(Map.of(
                "id",
                id,
                "idempotencyKey",
                id,
                "company",
                "LATICINIO",
                "equipment",
                machine,
                "reason",
                "02",
                "startedAt",
                from.toString(),
                "endedAt",
                from.plusSeconds(600).toString(),
                "note",
                "<b>'; drop table x --</b> 😀"));
    }

    private JsonNode report(Map<String, Object> input) {
        return graphql("operator", "LATICINIO", REPORT, Map.of("input", input)).at("/data/reportDowntime");
    }

    private long rowsOf(String reference) {
        return sourceCount("select count(*) from protheus.stot10 where sto_doc = '" + reference + "'");
    }

    private void isInErpOnce(String reference) {
        await().atMost(SOON).untilAsserted(() -> assertThat(count(
                        "select count(*) from hub.downtime t join hub.downtime_sighting s on s.downtime_id = t.id where t.reference = ? and t.in_erp",
                        reference))
                .isOne());
        assertThat(rowsOf(reference)).isOne();
        assertThat(count("select count(*) from hub.downtime where reference = ?", reference))
                .isOne();
    }

    @Test
    void aStopBecomesOneRowAndItsSightingComesBackAndItsReversalEndsIt() {
        JsonNode answer = report(stop("CEL05"));
        assertThat(answer.path("__typename").asString()).as("%s", answer).isEqualTo("ReportDowntimePayload");
        String reference = answer.at("/downtime/reference").asString();
        isInErpOnce(reference);

        JsonNode reversed = graphql(
                        "operator",
                        "LATICINIO",
                        REVERSE,
                        Map.of("id", answer.at("/downtime/id").asString()))
                .at("/data/reverseDowntime");

        assertThat(reversed.at("/delivery/kind").asString()).isEqualTo("REVERSAL");
        await().atMost(SOON)
                .until(() -> count(
                                "select count(*) from hub.downtime where reference = ? and state = 'REVERSED' and not in_erp",
                                reference)
                        == 1);
        assertThat(sourceCount("select count(*) from protheus.stot10 where sto_estorn = 'S' and sto_doc = '" + reference
                        + "'"))
                .isOne();
    }

    @Test
    void theSameStopSentTwiceIsOne() {
        Map<String, Object> stop = stop("CEL05");

        JsonNode first = report(stop);
        JsonNode second = report(stop);
        stop.put("planned", true);
        JsonNode other = report(stop);

        assertThat(second.at("/downtime/id")).isEqualTo(first.at("/downtime/id"));
        assertThat(other.path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        isInErpOnce(first.at("/downtime/reference").asString());
    }

    @Test
    void aProtheusThatCommitsAndThenDropsTheLineEndsInOneRow() {
        PLANT.faults().arm(Fault.once(FaultKind.F11).as("drop").on("stopReports"));

        JsonNode answer = report(stop("CEL05"));

        isInErpOnce(answer.at("/downtime/reference").asString());
    }

    @Test
    void aRefusalOfProtheusWaitsForAPerson() {
        PLANT.faults().arm(Fault.once(FaultKind.F28).on("stopReports"));

        JsonNode answer = report(stop("CEL05"));

        String reference = answer.at("/downtime/reference").asString();
        await().atMost(SOON)
                .until(() -> count(
                                "select count(*) from hub.delivery d join hub.downtime t on t.id = d.downtime_id "
                                        + "where t.reference = ? and d.state = 'REJECTED' and d.reason_code = 'FECHTO'",
                                reference)
                        == 1);
        assertThat(rowsOf(reference)).isZero();
    }

    @Test
    void anotherCompanyIsRefusedAndSeesNothing() {
        Map<String, Object> stop = stop("CEL05");

        assertThat(graphql("operator", "MATRIZ", REPORT, Map.of("input", stop))
                        .at("/data/reportDowntime/code")
                        .asString())
                .isEqualTo("UNKNOWN_COMPANY");
        assertThat(graphql("operator", "MATRIZ", "{ downtimes { totalCount } }", Map.of())
                        .at("/data/downtimes/totalCount")
                        .asInt())
                .isZero();
        stop.put("company", "MATRIZ");
        assertThat(graphql("operator", "LATICINIO", REPORT, Map.of("input", stop))
                        .at("/data/reportDowntime/code")
                        .asString())
                .isEqualTo("UNKNOWN_COMPANY");
    }

    @Test
    void stopsEnteredInProtheusAreRead() {
        long rows = sourceCount("select count(*) from protheus.stot10 where sto_doc = ''");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(count("select count(*) from hub.downtime where origin = 'ERP'"))
                        .isEqualTo(rows));
        JsonNode stop = graphql(
                        "analyst",
                        "*",
                        "{ downtimes(where: {origin: {eq: ERP}, reason: {eq: \"02\"}}) { nodes { reasonDescription seconds equipment { code downtimes { totalCount } } sightings { key } } } }",
                        Map.of())
                .at("/data/downtimes/nodes/0");
        assertThat(stop.path("reasonDescription").asString()).isEqualTo("FALTA DE MATERIAL");
        assertThat(stop.at("/sightings/0/key").asString()).startsWith("SFC/");
    }
}
