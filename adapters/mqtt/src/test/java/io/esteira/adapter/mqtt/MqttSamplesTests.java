package io.esteira.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.adapter.mqtt.MqttTelemetryMapper.Result;
import io.esteira.adapter.mqtt.MqttTelemetryMapper.Result.Counted;
import io.esteira.adapter.mqtt.MqttTelemetryMapper.Result.Rejected;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MqttSamplesTests {

    private static final Instant RECEIVED = Instant.parse("2026-11-20T13:45:11Z");
    private static final String TOPIC = "plant/cell/07/telemetry";

    @TestFactory
    Stream<DynamicTest> recordedMessagesAreMappedAsExpected() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(getClass().getResource("/mqtt/samples")).toURI());
        List<Path> payloads;
        try (Stream<Path> files = Files.list(folder)) {
            payloads = files.filter(file -> file.toString().endsWith(".payload"))
                    .sorted()
                    .toList();
        }
        assertThat(payloads).isNotEmpty();
        return payloads.stream().map(payload -> {
            String name = payload.getFileName().toString().replace(".payload", "");
            return DynamicTest.dynamicTest(name, () -> check(payload, folder.resolve(name + ".expected.json")));
        });
    }

    private static void check(Path payload, Path expected) throws IOException {
        JsonNode expectation = JsonMapper.shared().readTree(Files.readAllBytes(expected));
        JsonNode reading = expectation.path("reading");
        Result result = MqttTelemetryMapperTests.mapper(MqttTelemetryMapperTests.mapping())
                .map(TOPIC, Files.readAllBytes(payload), RECEIVED);
        if (reading.isMissingNode()) {
            assertThat(result).isInstanceOfSatisfying(Rejected.class, rejected -> {
                assertThat(rejected.issue().code().name())
                        .isEqualTo(expectation.at("/issue/code").asString());
                assertThat(rejected.issue().field())
                        .isEqualTo(expectation.at("/issue/field").asString());
                assertThat(rejected.issue().message()).isNotBlank();
            });
        } else {
            assertThat(result)
                    .isEqualTo(new Counted(new CounterReading(
                            "mqtt",
                            "MATRIZ",
                            reading.path("equipment").asString(),
                            reading.path("equipmentName").asString(),
                            reading.path("product").asString(),
                            Instant.parse(reading.path("at").asString()),
                            reading.path("good").asLong(),
                            reading.path("bad").asLong(),
                            reading.path("status").asString())));
        }
    }
}
