package io.esteira.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.adapter.Inbox;
import io.esteira.adapter.Issue;
import io.esteira.adapter.Page;
import io.esteira.adapter.SourceRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** What a person on call is told, over a real broker. */
class MqttHealthTests implements Inbox {

    private static final String COUNTED = """
            {"id": "01", "timestamp": "2026-11-16T06:00:00Z", "production": {"good": 7, "bad": 0},
             "product": {"code": "A"}}""";

    private static final Status DEGRADED = new Status("DEGRADED");

    private final TestBroker broker = TestBroker.shared();
    private final Gate gate = new Gate(broker.port());
    private final String clientId = "hub-" + UUID.randomUUID();
    private final List<CounterReading> stored = new CopyOnWriteArrayList<>();
    private final List<SourceRecord> quarantined = new CopyOnWriteArrayList<>();
    private volatile boolean down;
    private final RunningAdapter adapter =
            new RunningAdapter(RunningAdapter.settings(gate.port(), clientId), this::store, this);

    @AfterEach
    void stop() {
        adapter.close();
        gate.close();
    }

    @Test
    void showsNoPasswordThatStandsInTheAddress() {
        // Given
        Map<String, Object> settings = new HashMap<>(RunningAdapter.settings(gate.port(), clientId + "-2"));
        settings.put("url", "tcp://hub:s3cr3t-word@127.0.0.1:" + gate.port());

        // When
        try (RunningAdapter other = new RunningAdapter(settings, this::store, this)) {
            // Then
            assertThat(other.health().getDetails()).containsEntry("broker", "tcp://hub:***@127.0.0.1:" + gate.port());
        }
    }

    @Test
    void isUpWhileSubscribedAndTellsTheAgeOfTheLastMessage() {
        // Given
        await().until(this::status, Status.UP::equals);
        assertThat(adapter.health().getDetails()).doesNotContainKey("lastMessageAgeSeconds");

        // When
        broker.publish(clientId + "/cell/01/telemetry", COUNTED);

        // Then
        await().untilAsserted(() -> assertThat(adapter.health().getDetails()).containsKey("lastMessageAgeSeconds"));
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhileTheBrokerIsAway() {
        // Given
        await().until(this::status, Status.UP::equals);

        // When
        gate.cut();

        // Then
        await().until(this::status, DEGRADED::equals);
        await().untilAsserted(() -> assertThat(adapter.health().getDetails()).containsKey("lastFailure"));

        // And when it is back
        gate.open();
        await().until(this::status, Status.UP::equals);
    }

    @Test
    void isDownWhileMessagesCannotBeStoredAlthoughTheBrokerIsThere() {
        // Given
        await().until(this::status, Status.UP::equals);
        down = true;

        // When
        broker.publish(clientId + "/cell/01/telemetry", COUNTED);

        // Then
        await().untilAsserted(() -> assertThat(
                        String.valueOf(adapter.health().getDetails().get("storingFailed")))
                .contains("the database is down"));
        assertThat(status()).isEqualTo(DEGRADED);

        // And when it is up again
        down = false;
        await().until(this::status, Status.UP::equals);
        assertThat(stored).hasSize(1);
    }

    @Test
    void tellsThatTheBrokerForgotTheSession() throws MqttException {
        // Given
        await().until(this::status, Status.UP::equals);
        assertThat(adapter.health().getDetails()).doesNotContainKey("sessionLostAt");

        // When a broker comes back that knows nothing of the hub
        gate.cut();
        await().until(this::status, DEGRADED::equals);
        broker.forget(clientId);
        gate.open();

        // Then
        await().until(this::status, Status.UP::equals);
        assertThat(adapter.health().getDetails()).containsKey("sessionLostAt");
    }

    @Test
    void aSessionThatWasKeptIsNoLoss() {
        // Given
        await().until(this::status, Status.UP::equals);

        // When
        gate.cut();
        await().until(this::status, DEGRADED::equals);
        gate.open();

        // Then
        await().until(this::status, Status.UP::equals);
        assertThat(adapter.health().getDetails())
                .containsEntry("connections", 2)
                .doesNotContainKey("sessionLostAt");
    }

    @Test
    void quarantineNamesTheTopicAndTheContent() {
        // Given
        await().until(this::status, Status.UP::equals);

        // When the same broken message comes twice, and another once
        broker.publish(clientId + "/cell/01/telemetry", "broken");
        broker.publish(clientId + "/cell/01/telemetry", "broken");
        broker.publish(clientId + "/cell/01/telemetry", "broken too");
        await().until(quarantined::size, size -> size == 3);

        // Then
        SourceRecord first = quarantined.getFirst();
        assertThat(first.source()).isEqualTo("mqtt");
        assertThat(first.company()).isEqualTo("MATRIZ");
        assertThat(first.entity()).isEqualTo("telemetry");
        assertThat(first.sourceKey()).matches(clientId + "/cell/01/telemetry\\|[0-9a-f]{16}");
        assertThat(quarantined.stream().map(SourceRecord::sourceKey).distinct()).hasSize(2);
        assertThat(status()).isEqualTo(Status.UP);
    }

    private Status status() {
        return adapter.health().getStatus();
    }

    private void store(List<CounterReading> readings) {
        if (down) {
            throw new IllegalStateException("the database is down");
        }
        stored.addAll(readings);
    }

    @Override
    public Receipt receive(Page page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void quarantine(SourceRecord record, Issue issue) {
        quarantined.add(record);
    }
}
