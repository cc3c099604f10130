package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.plant.embedded.PortInUseException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ControlPortTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Plant plant;

    @BeforeAll
    static void start() {
        plant = Plant.start(TestServer.settings().withPace(Duration.ofMillis(40)));
    }

    @AfterAll
    static void stop() {
        plant.close();
    }

    private static HttpResponse<String> call(String method, String path, String body) throws IOException {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(plant.controlUri() + path))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static JsonNode json(String method, String path, String body) throws IOException {
        HttpResponse<String> response = call(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.read(response.body());
    }

    @Test
    void itTellsHowThePlantIs() throws IOException {
        JsonNode health = json("GET", "/health", "");

        assertThat(health.get("status").asString()).isEqualTo("UP");
        assertThat(health.get("protheus").asString())
                .isEqualTo(plant.protheusUri().toString());
    }

    @Test
    void faultsAreArmedListedAndCleared() throws IOException {
        json("POST", "/faults", """
                {"id":"F11","times":2,"delayMillis":100,"variant":"drop","endpoint":"mata681"}""");

        JsonNode armed = json("GET", "/faults", "").get("armed");
        assertThat(armed.size()).isEqualTo(1);
        assertThat(armed.get(0).get("times").asInt()).isEqualTo(2);
        assertThat(json("GET", "/faults", "").get("known").has("F32")).isTrue();
        json("DELETE", "/faults/F11", "");
        assertThat(plant.faults().armed()).isEmpty();
        assertThat(call("POST", "/faults", "{\"id\":\"F99\"}").statusCode()).isEqualTo(400);
        assertThat(call("POST", "/faults", "{\"id\":\"F11\",\"variant\":\"nope\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theClockCanBeFrozen() throws IOException {
        json("POST", "/clock", "{\"frozenAt\":\"2030-01-01T00:00:00Z\"}");
        assertThat(plant.now()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
        json("DELETE", "/clock", "");
        assertThat(plant.now()).isNotEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
    }

    @Test
    void ticksDoWorkInBothErps() throws IOException {
        long movements = plant.ledger().count("csw.movement");
        long reports = plant.ledger().count("protheus.sh6");

        json("POST", "/tick?count=8", "");

        assertThat(plant.ledger().count("csw.movement")).isEqualTo(movements + 4);
        assertThat(plant.ledger().count("protheus.sh6")).isEqualTo(reports + 4);
    }

    @Test
    void thePlantWorksOnTheClockUntilItIsTold() throws IOException {
        long before = plant.ledger().last();
        json("POST", "/work", "{\"running\":true}");
        Awaitility.await().until(() -> plant.ledger().last() > before + 3);

        json("POST", "/work", "{\"running\":false}");

        assertThat(plant.isWorking()).isFalse();
    }

    @Test
    void aMovementCanBeBookedByHand() throws IOException {
        String order = PlantTest.reader(plant)
                .sql("select min(rtrim(numeroOP)) from tco.OrdemProd where situacao = 3")
                .query(String.class)
                .single();
        long before = plant.ledger().last();

        JsonNode movement = json("POST", "/csw/movement", "{\"order\":\"" + order + "\",\"quantity\":\"1.5\"}");

        assertThat(movement.get("quantity").decimalValue()).isEqualByComparingTo("1.5");
        JsonNode entries = json("GET", "/ledger?kind=csw.movement&after=" + before, "");
        assertThat(entries.size()).isEqualTo(1);
        assertThat(entries.get(0).get("key").asString()).startsWith(order);
        assertThat(call("POST", "/csw/movement", "{\"order\":\"nope\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void parametersAreSetByName() throws IOException {
        json("POST", "/parameters", "{\"MV_APPENMO\":3}");

        assertThat(json("GET", "/parameters", "").get("MV_APPENMO").asString()).isEqualTo("3");
        assertThat(call("POST", "/parameters", "{\"NOPE\":1}").statusCode()).isEqualTo(400);
    }

    @Test
    void aReversalOfNothingIsRefused() throws IOException {
        HttpResponse<String> response = call("POST", "/protheus/reversal", "{\"recno\":999999}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("999999");
    }

    @Test
    void aPortInUseIsOneSentence() {
        PlantSettings taken =
                TestServer.settings().withPorts(0, plant.controlUri().getPort());

        assertThatThrownBy(() -> Plant.start(taken))
                .isInstanceOf(PortInUseException.class)
                .hasMessageContaining("já está em uso")
                .hasMessageContaining("ESTEIRA_DEMO_PLANT_PORT");
    }
}
