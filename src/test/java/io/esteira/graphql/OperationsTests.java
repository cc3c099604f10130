package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.EsteiraApplication;
import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import io.esteira.plant.Plant;
import io.esteira.plant.PlantSettings;
import io.esteira.query.ChangeFeed;
import io.esteira.support.HubSettings;
import io.esteira.support.TestDatabase;
import io.esteira.support.TestFolder;
import io.esteira.support.TestTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each published operation answers as expected, asked over HTTP with a real token, of a hub that has read a small plant
 * through its adapters. The plant and the hub stand still at one moment, so that every run finds the same.
 */
// What Protheus does not take is tried again only when a person asks for it.
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        classes = EsteiraApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "esteira.delivery.retries=1h")
@ActiveProfiles("test")
@Import({TestTokens.class, OperationsTests.StandingClock.class})
@DirtiesContext
class OperationsTests {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-05-20T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CELLS = 20;
    private static final int STREAMS = 66;

    private static final HikariDataSource DATABASE = TestDatabase.create();
    private static final Plant PLANT = plant();

    private static Plant plant() {
        Plant plant = Plant.start(PlantSettings.in(TestFolder.create("plant"))
                .withClock(NOW)
                .withDatabase(DATABASE.getJdbcUrl(), "csw_of_operations")
                .withOwnBroker(0));
        spoil(new JdbcTemplate(new DriverManagerDataSource(plant.adminJdbcUrl())));
        return plant;
    }

    /**
     * One order ends on a day that does not exist, one makes a style whose code has lost its leading zero; a subcontractor has no name; one
     * inspection is of a product that has another code by now.
     */
    private static void spoil(JdbcTemplate tables) {
        tables.update("update tco.OrdemProd set dataPrevisaoTermino = '2026-02-31' where numeroOP = '000146-001'");
        tables.update("update tco.OrdemProd set codProduto = '10200000-0' where numeroOP = '000158-001'");
        tables.update("insert into tcg.Faccionista (Empresa, codFaccionista, nome) values ('1', 990, '')");
        tables.update("""
                insert into protheus.qqkt10 (qqk_filial, qqk_produt, qqk_revipr, qqk_codigo, qqk_operac, qqk_descri, qqk_recurs)
                values ('D MG 01', 'PA0000170', '00', '01', '30', 'EMBALAGEM', 'CEL05')""");
        tables.update("""
                insert into protheus.qpkt10 (qpk_filial, qpk_op, qpk_lote, qpk_numser, qpk_produt, qpk_revi, qpk_tamlot, qpk_um,
                  qpk_emissa, qpk_dtprod, qpk_client, qpk_loja, qpk_sitop)
                values ('D MG 01', '00017801001', 'ANTIGO', '', 'PA0000170', '00', 25, 'UN', '20260519', '20260519', '', '', '')""");
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        HubSettings.of(registry, DATABASE, PLANT);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class StandingClock {

        @Bean
        @Primary
        Clock standingClock() {
            return NOW;
        }
    }

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ChangeFeed changes;

    @LocalServerPort
    private int port;

    @TestFactory
    List<DynamicTest> answerAsExpected() throws MqttException, IOException {
        ContractClient client = new ContractClient(port);
        // The first subscriber finds the change log idle; those of the examples must not miss what is just then
        // changing.
        var unused = client.listen(
                new ContractClient.Asker("admin", "*"),
                "subscription { machineCountChanged { id } }",
                JsonMapper.shared().createObjectNode());
        awaitFirstSync();
        letTheCellsCount();
        Path contract = Path.of("../graphql");
        FollowedCopies copies = FollowedCopies.begin(contract.resolve("schema.snapshot.graphqls"), client);
        List<DynamicTest> tests =
                new ArrayList<>(new OperationsRunner(contract, client, new AtThePlant(), changes::subscribers).tests());
        tests.addAll(copies.tests());
        return tests;
    }

    private void awaitFirstSync() {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(count("select count(*) from hub.stream_state where last_success_at is not null"))
                    .isEqualTo(STREAMS);
            assertThat(count("""
                            select count(*) from hub.quarantine q
                            cross join lateral hub.knows(q.company_id, q.source, q.waits_for, q.waits_key) thing (known)
                            where q.state = 'WAITING' and thing.known
                            """)).isZero();
        });
    }

    /** The first reading of a machine counts nothing; a message that is no JSON is kept. */
    private void letTheCellsCount() throws MqttException {
        await().atMost(SOON)
                .until(() -> count("select count(*) from hub.equipment where last_at is not null") == CELLS);
        // Machines that were heard before their products had been read, which depends on who comes first.
        int unused = jdbc.sql("delete from hub.quarantine where source = 'mqtt' and state = 'RESOLVED'")
                .update();
        IntStream.rangeClosed(1, CELLS).forEach(PLANT::piece);
        MqttClient terminal =
                new MqttClient(Objects.requireNonNull(PLANT.mqttUri()).toString(), "terminal", new MemoryPersistence());
        terminal.connect();
        terminal.publish("plant/cell/21/telemetry", "reiniciando".getBytes(StandardCharsets.UTF_8), 1, false);
        terminal.disconnect();
        terminal.close();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(count("select count(*) from hub.machine_count where good + bad > 0"))
                    .isEqualTo(PLANT.ledger().after(0, "cell.piece").size());
            assertThat(jdbc.sql(
                                    "select source_key || ' ' || code || ' ' || message from hub.quarantine where source = 'mqtt'")
                            .query(String.class)
                            .list())
                    .hasSize(1);
        });
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static final class AtThePlant implements OperationsRunner.Plant {

        @Override
        public void fail(String kind, String variant) {
            PLANT.faults().arm(Fault.once(FaultKind.valueOf(kind)).as(variant).on("mata681"));
        }

        @Override
        public void make(int cell, int pieces) {
            IntStream.range(0, pieces).forEach(piece -> PLANT.piece(cell));
        }
    }

    @AfterAll
    static void close() {
        PLANT.close();
    }
}
