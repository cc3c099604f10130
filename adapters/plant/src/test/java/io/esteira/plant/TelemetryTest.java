package io.esteira.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.plant.embedded.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TelemetryTest {

    @Test
    void twentyCellsTellWhatTheyCount(@TempDir Path dir) throws Exception {
        // Given
        Map<String, String> statuses = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<JsonNode> messages = new ConcurrentLinkedQueue<>();
        IMqttMessageListener listener = (topic, message) -> {
            String text = new String(message.getPayload(), StandardCharsets.UTF_8);
            if (topic.endsWith("/status")) {
                statuses.put(topic, text);
            } else {
                messages.add(Json.read(text));
            }
        };
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0)) {
            MqttClient client = new MqttClient(broker.uri().toString(), "test", new MemoryPersistence());
            client.connect();
            client.subscribe(
                    new MqttSubscription[] {new MqttSubscription("plant/cell/#", 1)},
                    new IMqttMessageListener[] {listener});

            // When
            try (Plant plant = Plant.start(TestServer.settings().withBroker(broker.uri()))) {
                for (int i = 0; i < 60; i++) {
                    plant.tick();
                }
                long pieces = plant.ledger().count("cell.piece");

                // Then
                Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                    assertThat(statuses).hasSize(20);
                    assertThat(messages.stream()
                                    .filter(message ->
                                            message.get("id").asString().equals("01"))
                                    .mapToLong(message -> message.get("production")
                                            .get("total")
                                            .asLong())
                                    .max()
                                    .orElse(0))
                            .isPositive();
                });
                assertThat(pieces).isPositive();
                JsonNode message = messages.stream()
                        .filter(candidate ->
                                candidate.get("production").get("total").asLong() > 0)
                        .findFirst()
                        .orElseThrow();
                assertThat(message.propertyNames())
                        .containsExactly(
                                "id", "name", "timestamp", "status", "production", "oee", "sensors", "product");
                assertThat(PlantTest.count(
                                PlantTest.admin(plant),
                                "protheus.sb1t10 where b1_cod = '"
                                        + message.get("product").get("code").asString() + "'"))
                        .isEqualTo(1);
                assertThat(Set.of("RUNNING", "STOPPED")).containsAll(Set.copyOf(statuses.values()));
            }
            client.disconnect();
            client.close();
        }
    }

    @Test
    void countersRestartWhenTheProductChanges() {
        try (Plant plant = Plant.start(TestServer.settings())) {
            int rows = PlantTest.admin(plant)
                    .sql("update plant.cell set good = target, bad = 1, status = 'RUNNING'")
                    .update();
            String before = product(plant);

            for (int i = 0; i < 40; i++) {
                plant.tick();
            }

            assertThat(rows).isEqualTo(20);
            assertThat(product(plant)).isNotEqualTo(before);
            assertThat(PlantTest.count(PlantTest.admin(plant), "plant.cell where good + bad <= 1"))
                    .isGreaterThan(10);
        }
    }

    private static String product(Plant plant) {
        return PlantTest.admin(plant)
                .sql("select string_agg(product, ',' order by number) from plant.cell")
                .query(String.class)
                .single();
    }
}
