package io.esteira.operations;

import io.esteira.adapter.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files {@code ENTITY/NAME.json} of recorded payloads. */
final class RecordedPayloads {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private RecordedPayloads() {}

    /** In the order of the file names, which is the order of entities and of names within one. */
    static List<SourceRecord> read(String source, Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".expected.json"))
                    .sorted()
                    .map(file -> record(source, folder, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceRecord record(String source, Path folder, Path file) {
        try {
            JsonNode recorded = JSON.readTree(Files.readAllBytes(file));
            String entity = folder.relativize(file).getName(0).toString();
            return new SourceRecord(
                    source,
                    recorded.required("company").stringValue(),
                    entity,
                    recorded.required("sourceKey").stringValue(),
                    recorded.path("sourceVersion").isString()
                            ? recorded.path("sourceVersion").stringValue()
                            : null,
                    Instant.now(),
                    payload(recorded));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] payload(JsonNode recorded) {
        if (recorded.has("raw")) {
            return recorded.path("raw").stringValue().getBytes(StandardCharsets.UTF_8);
        }
        return JSON.writeValueAsBytes(recorded.required("payload"));
    }
}
