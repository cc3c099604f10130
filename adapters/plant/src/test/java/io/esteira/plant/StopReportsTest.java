package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Stops of machines in the simulated Protheus. */
class StopReportsTest {

    private static final String PATH = "/api/pcp/v1/stopReports";

    @TempDir
    static Path dir;

    private static Plant plant;
    private static JdbcClient tables;
    private static ProtheusClient client;

    @BeforeAll
    static void start() throws IOException {
        plant = Plant.start(PlantSettings.in(dir));
        tables = JdbcClient.create(new DriverManagerDataSource(plant.adminJdbcUrl()));
        client = new ProtheusClient(plant);
        client.login();
    }

    @AfterAll
    static void stop() {
        plant.close();
    }

    @BeforeEach
    void calm() {
        plant.faults().clear();
    }

    private static Map<String, Object> stop(String machine, String from, String to) {
        return new HashMap<>(Map.of(
                "MachineCode",
                machine,
                "StopReasonCode",
                "01",
                "StopType",
                "2",
                "StartDateTime",
                from,
                "EndDateTime",
                to,
                "DocumentCode",
                "7K2M9QX4D"));
    }

    @Test
    void aReportIsListedFoundAndReversedOnce() throws IOException {
        long before = plant.ledger().last();

        ProtheusClient.Answer answer = client.postTo(PATH, stop("CEL01", "2026-01-20T10:00:00", "2026-01-20T10:30:00"));

        assertThat(answer.status()).isEqualTo(200);
        String id = answer.json().get("IntegrationReport").asString();
        assertThat(client.get(PATH + "/" + id).json().get("MachineCode").asString())
                .isEqualTo("CEL01");
        assertThat(client.get(PATH + "?DocumentCode=7K2M9QX4D").json().get("items"))
                .hasSize(1);
        assertThat(plant.ledger().after(before, "protheus.stop"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.key()).isEqualTo(id));
        assertThat(client.delete(PATH + "/" + id + "/reversal").status()).isEqualTo(200);
        assertThat(client.get(PATH + "/" + id).json().get("ReversedReport").asBoolean())
                .isTrue();
        assertThat(client.delete(PATH + "/" + id + "/reversal").status()).isEqualTo(400);
        assertThat(plant.ledger().after(before, "protheus.stop.reversed")).hasSize(1);
    }

    @Test
    void whatIsNotThereIs404() throws IOException {
        assertThat(client.get(PATH + "/0000999999").status()).isEqualTo(404);
        assertThat(client.get(PATH + "?DocumentCode=NADA").status()).isEqualTo(404);
        assertThat(client.delete(PATH + "/0000999999/reversal").status()).isEqualTo(404);
    }

    @Test
    void stopsThatCannotBeAreRefused() throws IOException {
        for (Map<String, Object> broken : List.of(
                stop("NADA", "2026-01-21T10:00:00", "2026-01-21T10:30:00"),
                stop("CEL01", "2026-01-21T10:30:00", "2026-01-21T10:00:00"),
                stop("CEL01", "ontem", "2026-01-21T10:00:00"))) {
            assertThat(client.postTo(PATH, broken).status()).isEqualTo(400);
        }
        Map<String, Object> reason = stop("CEL01", "2026-01-21T10:00:00", "2026-01-21T10:30:00");
        reason.put("StopReasonCode", "99");
        assertThat(client.postTo(PATH, reason).status()).isEqualTo(400);
    }

    @Test
    void reasonsAreListed() throws IOException {
        assertThat(client.get("/api/pcp/v1/stopReasons").json().get("items")).hasSize(5);
    }

    @Test
    void writingAndReadingFailApart() throws IOException {
        plant.faults().arm(Fault.always(FaultKind.F05).on("stopReports"));

        assertThat(client.postTo(PATH, stop("CEL02", "2026-01-22T10:00:00", "2026-01-22T10:30:00"))
                        .status())
                .isEqualTo(404);
        assertThat(client.get(PATH).status()).isEqualTo(200);
    }

    @Test
    void aCellThatRunsAgainHasItsStopReported() {
        long before = plant.ledger().last();

        for (int i = 0;
                i < 4000 && plant.ledger().after(before, "protheus.stop").isEmpty();
                i++) {
            tables.sql(
                            "update plant.cell set last_at = last_at - interval '2 seconds', stopped_at = stopped_at - interval '2 seconds'")
                    .update();
            plant.tick();
        }

        assertThat(plant.ledger().after(before, "protheus.stop")).isNotEmpty();
    }
}
