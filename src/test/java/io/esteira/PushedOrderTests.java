package io.esteira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.support.HubTest;
import io.esteira.support.TestTokens;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** From an order that a person changes in Protheus to GraphQL, without waiting for the poll; and what the poll makes of it. */
class PushedOrderTests extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ROUTE = "protheus.orders";
    private static final String PATH = "/protheus/PcfIntegService";

    private static final String ORDER = """
            query($number: String!) {
              productionOrders(first: 2, where: {company: {eq: "LATICINIO"}, number: {eq: $number}}) {
                nodes { number quantity status plannedEnd item { code } steps { operation } }
              }
            }
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private CamelContext camel;

    @BeforeEach
    void protheusPushesAndNobodyPolls() throws Exception {
        await().atMost(SOON).until(() -> count("""
                        select count(*) from hub.stream s join hub.stream_state t on t.stream_id = s.id
                         where s.source = 'protheus' and s.entity = 'orders' and t.last_success_at is not null
                        """) == 1);
        camel.getRouteController().stopRoute(ROUTE);
        PLANT.pushOrdersTo(URI.create("http://localhost:" + port + PATH), "mes", "pushes-orders");
    }

    @AfterEach
    void asBefore() throws Exception {
        PLANT.stopPushing();
        camel.getRouteController().startRoute(ROUTE);
    }

    /** A planned order that a person has just made in Protheus, like one that is there. */
    private static String plan(String number) {
        source().update("""
                insert into protheus.sc2t10 (c2_filial, c2_num, c2_item, c2_sequen, c2_itemgrd, c2_op, c2_produto, c2_local, c2_um,
                  c2_cc, c2_quant, c2_quje, c2_perda, c2_emissao, c2_datpri, c2_datprf, c2_datrf, c2_prior, c2_tpop, c2_status,
                  c2_tppr, c2_roteiro, c2_revisao, c2_pedido, c2_itempv, c2_blqapon, c2_obs, c2_diasoci, c2_seqpai)
                select c2_filial, ?, c2_item, c2_sequen, c2_itemgrd, ?, c2_produto, c2_local, c2_um, c2_cc, c2_quant, 0, 0,
                  c2_emissao, c2_datpri, c2_datprf, '', c2_prior, 'P', 'N', c2_tppr, c2_roteiro, c2_revisao, c2_pedido, c2_itempv,
                  '2', '', 10, '000'
                  from protheus.sc2t10 where c2_filial = 'D MG 01' and d_e_l_e_t_ = '' order by r_e_c_n_o_ limit 1
                """, number, number + "01001");
        return number + "01001";
    }

    private JsonNode orders(String number) {
        JsonNode answer = Objects.requireNonNull(RestClient.create("http://localhost:" + port)
                .post()
                .uri("/graphql")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(TestTokens.token("operator", "LATICINIO")))
                .body(Map.of("query", ORDER, "variables", Map.of("number", number)))
                .retrieve()
                .body(JsonNode.class));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/productionOrders/nodes");
    }

    private boolean isPolled(String number) {
        return count("""
                        select count(*) from hub.inbox_record r join hub.stream s on s.id = r.stream_id
                         where s.source = 'protheus' and s.entity = 'orders' and r.source_key = ?
                           and hub.payload_json(r.payload) is not null
                        """, number) == 1;
    }

    @Test
    void anOrderThatIsReleasedIsThereAtOnceAndThePollFindsTheSameOne() throws Exception {
        String number = plan("ZP0001");

        PLANT.changeInProtheus(number, new BigDecimal("12.5"));

        assertThat(orders(number)).hasSize(1);
        JsonNode pushed = orders(number).get(0);
        assertThat(pushed.path("quantity").asString()).isEqualTo("12.5");
        assertThat(pushed.path("status").asString()).isEqualTo("RELEASED");
        assertThat(pushed.path("steps").size()).isPositive();
        assertThat(isPolled(number)).isFalse();

        camel.getRouteController().startRoute(ROUTE);
        await().atMost(SOON).until(() -> isPolled(number));

        assertThat(orders(number)).containsExactly(pushed);
        assertThat(count("select count(*) from hub.production_order where number = ?", number))
                .isOne();
    }

    @Test
    void anOrderThatIsDeletedIsClosedAtOnceAndGoneOnceThePollsMissIt() throws Exception {
        String number = plan("ZP0002");
        PLANT.changeInProtheus(number, null);
        assertThat(orders(number).at("/0/status").asString()).isEqualTo("RELEASED");

        PLANT.deleteInProtheus(number);
        assertThat(orders(number).at("/0/status").asString()).isEqualTo("CLOSED");

        camel.getRouteController().startRoute(ROUTE);
        await().atMost(SOON).until(() -> orders(number).isEmpty());
    }

    @Test
    void aMessageThatCannotBeUsedIsKeptForAPerson() {
        assertThat(push(headers -> headers.setBasicAuth("mes", "pushes-orders"), "<TOTVSMessage>"))
                .isEqualTo(200);
        assertThat(push(headers -> headers.setBasicAuth("mes", "pushes-orders"), "<TOTVSMessage>"))
                .isEqualTo(200);

        assertThat(count("""
                        select count(*) from hub.quarantine
                         where source = 'protheus' and entity = 'orders' and code = 'UNREADABLE' and state = 'OPEN'
                           and convert_from(payload, 'UTF8') = '<TOTVSMessage>'
                        """)).isOne();
    }

    @Test
    void onlyTheUserOfThisServiceOpensItAndItOpensNothingElse() {
        assertThat(push(headers -> {}, "<x/>")).isEqualTo(401);
        assertThat(push(headers -> headers.setBasicAuth("mes", "wrong"), "<x/>"))
                .isEqualTo(401);
        assertThat(push(headers -> headers.setBearerAuth(TestTokens.token("admin", "*")), "<x/>"))
                .isEqualTo(401);
        assertThat(post("/graphql", headers -> headers.setBasicAuth("mes", "pushes-orders"), "{}"))
                .isEqualTo(401);
    }

    private int push(Consumer<HttpHeaders> headers, String body) {
        return post(PATH, headers, body);
    }

    private int post(String path, Consumer<HttpHeaders> headers, String body) {
        return Objects.requireNonNull(RestClient.create("http://localhost:" + port)
                .post()
                .uri(path)
                .contentType(MediaType.TEXT_XML)
                .headers(headers)
                .body(body)
                .exchange((request, response) -> response.getStatusCode().value()));
    }
}
