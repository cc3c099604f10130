package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Protheus tells an MES of its orders. */
class OrderPushTest {

    private final Plant plant = Plant.start(TestServer.settings());
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpServer mes = server();

    private HttpServer server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                received.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] answer = "<Status>OK</Status>".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void switchOn() {
        plant.pushOrdersTo(URI.create("http://127.0.0.1:" + mes.getAddress().getPort() + "/"), "mes", "secret");
    }

    @AfterEach
    void stop() {
        mes.stop(0);
        plant.close();
    }

    private String order(String condition) {
        return JdbcClient.create(new DriverManagerDataSource(plant.adminJdbcUrl()))
                .sql("select rtrim(c2_op) from protheus.sc2t10 where c2_filial = 'D MG 01' and d_e_l_e_t_ = '' and "
                        + condition + " order by c2_op limit 1")
                .query(String.class)
                .single();
    }

    @Test
    void aChangedOrderIsTold() {
        String order = order("c2_datrf = '' and c2_tpop = 'F'");

        plant.changeInProtheus(order, new BigDecimal("77.5"));

        assertThat(received).singleElement().satisfies(message -> assertThat(message)
                .startsWith("Basic bWVzOnNlY3JldA== ")
                .contains(
                        "&lt;Number&gt;" + order + "&lt;",
                        "&lt;Quantity&gt;77.5",
                        "&lt;Event&gt;upsert",
                        "&lt;ActivityCode&gt;10&lt;",
                        "&lt;BranchId&gt;D MG 01"));
        assertThat(plant.ledger().after(0, OrderPush.KIND)).singleElement().satisfies(entry -> assertThat(
                        entry.detail().path("accepted").asBoolean())
                .isTrue());
    }

    @Test
    void anEndedOrderIsFinishedAndADeletedOneGoesWithoutOperations() {
        plant.changeInProtheus(order("c2_datrf <> ''"), null);
        plant.deleteInProtheus(order("c2_datrf = ''"));

        assertThat(received.getFirst()).contains("&lt;StatusOrderType&gt;7");
        assertThat(received.getLast()).contains("&lt;Event&gt;delete").doesNotContain("ActivityCode");
    }

    @Test
    void nothingIsToldOnceItIsSwitchedOffAndAServiceThatIsAwayHoldsNothingUp() {
        plant.stopPushing();
        plant.changeInProtheus(order("c2_datrf = ''"), BigDecimal.TEN);
        assertThat(received).isEmpty();

        switchOn();
        mes.stop(0);
        plant.changeInProtheus(order("c2_datrf = ''"), BigDecimal.ONE);

        assertThat(plant.ledger().after(0, OrderPush.KIND)).singleElement().satisfies(entry -> assertThat(
                        entry.detail().path("accepted").asBoolean())
                .isFalse());
    }

    @Test
    void anUnknownOrderIsNamed() {
        assertThatThrownBy(() -> plant.deleteInProtheus("99999901001")).hasMessageContaining("99999901001");
    }
}
