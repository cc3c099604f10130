package io.esteira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** From an inspection in QIP to GraphQL, and its verdict; and a module that is off. */
class InspectionsTests extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String INSPECTIONS = """
            query($order: String!) {
              inspections(where: {company: {eq: "LATICINIO"}, order: {number: {eq: $order}}}, orderBy: [{operation: ASC}]) {
                nodes { status sourceStatus verdict sourceVerdict lot operation deletedAt order { number } item { code } }
              }
            }
            """;

    @LocalServerPort
    private int port;

    @BeforeEach
    void inspectionsHaveBeenRead() {
        await().atMost(SOON).until(() -> count("""
                        select count(*) from hub.stream s join hub.stream_state t on t.stream_id = s.id
                         where s.source = 'protheus' and s.entity = 'inspections' and t.last_success_at is not null
                        """) == 1);
    }

    @AfterEach
    void nothingFails() {
        PLANT.faults().clear();
    }

    private JsonNode ask(String role, String company, String order) {
        return Objects.requireNonNull(RestClient.create("http://localhost:" + port)
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(TestTokens.token(role, company)))
                .body(Map.of("query", INSPECTIONS, "variables", Map.of("order", order)))
                .retrieve()
                .body(JsonNode.class));
    }

    private JsonNode inspections(String order) {
        JsonNode answer = ask("quality", "LATICINIO", order);
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/inspections/nodes");
    }

    /** An order whose inspection nobody has decided of; there are few. */
    private static String pending() {
        return sourceText("""
                select rtrim(qpk_op) from protheus.qpkt10 where qpk_sitop = '' and qpk_filial = 'D MG 01' and d_e_l_e_t_ = ''
                order by 1 limit 1""");
    }

    @Test
    void anInspectionIsSeenAndItsVerdictComes() {
        String order = pending();
        await().atMost(SOON).until(() -> !inspections(order).isEmpty());
        assertThat(inspections(order)).allSatisfy(inspection -> {
            assertThat(inspection.path("status").asString()).isIn("NOT_STARTED", "IN_PROGRESS");
            assertThat(inspection.path("verdict").isNull()).isTrue();
            assertThat(inspection.path("lot").asString()).isEqualTo("L" + order.substring(0, 6));
            assertThat(inspection.at("/order/number").asString()).isEqualTo(order);
        });

        PLANT.judgeInProtheus(order, null, "E");

        await().atMost(SOON).untilAsserted(() -> assertThat(inspections(order)).allSatisfy(inspection -> {
            assertThat(inspection.path("status").asString()).isEqualTo("REJECTED");
            assertThat(inspection.path("verdict").asString()).isEqualTo("REJECTED");
            assertThat(inspection.path("deletedAt").isNull()).isTrue();
        }));
    }

    @Test
    void anotherCompanyAndAnotherRoleSeeNothing() {
        await().atMost(SOON).until(() -> count("select count(*) from hub.inspection where source = 'protheus'") > 0);
        String order = jdbc.sql("""
                        select o.number from hub.inspection i join hub.production_order o on o.id = i.order_id
                         where i.source = 'protheus' order by i.id limit 1""").query(String.class).single();
        assertThat(inspections(order)).isNotEmpty();

        assertThat(ask("quality", "MATRIZ", order).at("/data/inspections/nodes").size())
                .isZero();
        assertThat(ask("operator", "LATICINIO", order)
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void aModuleThatIsOffIsToldTakesNothingAwayAndTheRestGoesOn() {
        String order = pending();
        await().atMost(SOON).until(() -> !inspections(order).isEmpty());
        long known = count("select count(*) from hub.inspection where deleted_at is null");

        PLANT.faults().arm(Fault.always(FaultKind.F37).on("pendinglist"));
        await().atMost(SOON).until(() -> count("""
                        select count(*) from hub.sync_run r join hub.stream s on s.id = r.stream_id
                         where s.entity = 'inspections' and r.outcome = 'FAILED' and r.error like '%is off (405)%'
                        """) > 0);
        long orders = runsOfOrders();
        await().atMost(SOON).until(() -> runsOfOrders() > orders);

        assertThat(count("select count(*) from hub.inspection where deleted_at is null"))
                .isEqualTo(known);

        PLANT.faults().clear();
        PLANT.judgeInProtheus(order, null, "A");
        await().atMost(SOON).untilAsserted(() -> assertThat(inspections(order))
                .allSatisfy(inspection ->
                        assertThat(inspection.path("status").asString()).isEqualTo("APPROVED")));
    }

    private long runsOfOrders() {
        return count("""
                select count(*) from hub.sync_run r join hub.stream s on s.id = r.stream_id
                 where s.source = 'protheus' and s.entity = 'orders' and r.outcome = 'COMPLETE'""");
    }
}
