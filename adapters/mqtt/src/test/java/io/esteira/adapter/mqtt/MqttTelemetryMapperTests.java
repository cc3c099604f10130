package io.esteira.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.mqtt.MqttTelemetryMapper.Result;
import io.esteira.adapter.mqtt.MqttTelemetryMapper.Result.Counted;
import io.esteira.adapter.mqtt.MqttTelemetryMapper.Result.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MqttTelemetryMapperTests {

    private static final Instant RECEIVED = Instant.parse("2026-11-20T13:45:11Z");
    private static final String TOPIC = "plant/cell/07/telemetry";

    @Test
    void readsTheFieldsWhereTheMappingSaysTheyAre() {
        // Given a gateway of another make, which names the machine in the topic alone
        var mapper = mapper(
                new MqttProperties.Mapping("topic:3", "/label", "/order/0/sku", "/c~1ok", "/nok", "/ts", "/state"));

        // When
        Result result = mapper.map(
                "plant/cell/PR-12/telemetry",
                bytes(
                        "{\"order\": [{\"sku\": \"000123\"}], \"c/ok\": 5, \"nok\": 1, \"ts\": \"2026-11-20T13:45:00Z\"}"),
                RECEIVED);

        // Then
        assertThat(result)
                .isEqualTo(new Counted(new CounterReading(
                        "mqtt",
                        "MATRIZ",
                        "PR-12",
                        "PR-12",
                        "000123",
                        Instant.parse("2026-11-20T13:45:00Z"),
                        5,
                        1,
                        "")));
    }

    @Test
    void aTopicWithoutTheLevelLacksTheField() {
        // Given
        var mapper =
                mapper(new MqttProperties.Mapping("topic:9", "/name", "/p", "/good", "/bad", "/timestamp", "/status"));

        // When
        Result result = mapper.map(TOPIC, bytes("{}"), RECEIVED);

        // Then
        assertThat(result).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.issue().code()).isEqualTo(IssueCode.MISSING_FIELD);
            assertThat(rejected.issue().field()).isEqualTo("topic:9");
        });
    }

    @Test
    void aMappingThatIsNeitherPointerNorLevelIsRefused() {
        for (String wrong : List.of("id", "", "topic:", "topic:0", "topic:x", "topic:123")) {
            assertThatThrownBy(() -> FieldPath.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("JSON pointer");
        }
    }

    static MqttTelemetryMapper mapper(MqttProperties.Mapping mapping) {
        return new MqttTelemetryMapper(
                new MqttProperties.Topic("plant/cell/+/telemetry", "MATRIZ", mapping), Duration.ofDays(1));
    }

    static MqttProperties.Mapping mapping() {
        return new MqttProperties.Mapping(
                "/id", "/name", "/product/code", "/production/good", "/production/bad", "/timestamp", "/status");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
