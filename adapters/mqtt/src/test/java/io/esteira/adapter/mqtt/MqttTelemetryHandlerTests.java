package io.esteira.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.adapter.Inbox;
import io.esteira.adapter.Issue;
import io.esteira.adapter.Page;
import io.esteira.adapter.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MqttTelemetryHandlerTests implements Inbox {

    private final List<List<CounterReading>> batches = new ArrayList<>();
    private final List<SourceRecord> quarantined = new ArrayList<>();

    @Test
    void handsOverABatchAtOnceAndInItsOrder() {
        // When
        handler("plant/+/telemetry")
                .handle(List.of(counted("plant/01/telemetry", 2), counted("plant/02/telemetry", 1)));

        // Then
        assertThat(batches).hasSize(1);
        assertThat(batches.getFirst()).extracting(CounterReading::good).containsExactly(2L, 1L);
    }

    @Test
    void aBatchWithoutReadingsIsNotHandedOver() {
        // When
        handler("plant/+/telemetry").handle(List.of(arrival("plant/01/telemetry", "broken")));

        // Then
        assertThat(batches).isEmpty();
        assertThat(quarantined).hasSize(1);
    }

    @Test
    void aSharedSubscriptionMatchesTheTopicBehindTheGroup() {
        // When
        handler("$share/hub/plant/+/telemetry").handle(List.of(counted("plant/01/telemetry", 1)));

        // Then
        assertThat(batches).hasSize(1);
    }

    @Test
    void aTopicThatIsNoLongerConfiguredIsLeftOut() {
        // When
        handler("plant/+/telemetry").handle(List.of(counted("old/01/telemetry", 1), counted("plant/01/telemetry", 2)));

        // Then
        assertThat(batches).singleElement().satisfies(batch -> assertThat(batch)
                .extracting(CounterReading::good)
                .containsExactly(2L));
        assertThat(quarantined).isEmpty();
    }

    @Test
    void aVeryLongTopicStillMakesAKeyThatCanBeIndexed() {
        // When
        handler("plant/#").handle(List.of(arrival("plant/" + "x".repeat(60_000), "broken")));

        // Then
        assertThat(quarantined.getFirst().sourceKey()).hasSizeLessThan(600);
    }

    private MqttTelemetryHandler handler(String filter) {
        var source = new MapConfigurationPropertySource();
        source.put("esteira.adapters.mqtt.topics[0].filter", filter);
        source.put("esteira.adapters.mqtt.topics[0].company", "MATRIZ");
        MqttProperties properties = new Binder(source)
                .bind("esteira.adapters.mqtt", MqttProperties.class)
                .get();
        return new MqttTelemetryHandler(properties, batches::add, this);
    }

    private static MqttArrival counted(String topic, int good) {
        return arrival(topic, """
                {"id": "01", "timestamp": "2026-11-16T06:00:00Z", "production": {"good": %d, "bad": 0},
                 "product": {"code": "A"}}""".formatted(good));
    }

    private static MqttArrival arrival(String topic, String payload) {
        return new MqttArrival(
                topic, payload.getBytes(StandardCharsets.UTF_8), Instant.parse("2026-11-16T06:00:01Z"), 1, 1);
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
