package io.esteira.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Maps a folder of recorded payloads and compares each result with the one beside it. Return {@link #tests()} from a
 * {@code @TestFactory}.
 *
 * <p>{@code <entity>/<name>.json} holds {@code {"company": …, "sourceKey": …, "sourceVersion": …, "payload": {…}}}; instead
 * of {@code payload}, a text {@code raw} stands for a payload that is no JSON. {@code <entity>/<name>.expected.json} holds what the
 * mapper makes of it. A missing expectation is written and its test fails, so that a person reads it before it counts.
 */
public final class PayloadSamples {

    private static final String EXPECTED = ".expected.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Path folder;
    private final List<? extends CanonicalMapper> mappers;

    /**
     * @param folder the samples in the source tree, such as {@code src/test/resources/csw/samples}
     * @param mappers one for each entity with a sub-folder
     */
    public PayloadSamples(Path folder, List<? extends CanonicalMapper> mappers) {
        this.folder = folder;
        this.mappers = List.copyOf(mappers);
    }

    /** One test for each sample. */
    public Stream<DynamicTest> tests() {
        List<Path> samples = samples();
        assertThat(samples).as("samples in %s", folder).isNotEmpty();
        return samples.stream()
                .map(sample -> DynamicTest.dynamicTest(folder.relativize(sample).toString(), () -> verify(sample)));
    }

    private List<Path> samples() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(EXPECTED))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void verify(Path sample) throws IOException {
        String entity = folder.relativize(sample).getName(0).toString();
        CanonicalMapper mapper = mappers.stream()
                .filter(candidate -> candidate.entity().equals(entity))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no mapper for the samples of " + entity));
        String actual = MappingResultJson.render(mapper.map(record(mapper, sample)));
        Path expectation = expectation(sample);
        if (!Files.exists(expectation)) {
            Files.writeString(expectation, actual);
            throw new AssertionError(expectation + " was missing and has been written: read it, then run again");
        }
        assertThat(actual)
                .as(sample.toString())
                .isEqualTo(Files.readString(expectation).replace("\r\n", "\n"));
    }

    private static Path expectation(Path sample) {
        String name = sample.toString();
        return Path.of(name.substring(0, name.length() - ".json".length()) + EXPECTED);
    }

    private static SourceRecord record(CanonicalMapper mapper, Path sample) throws IOException {
        JsonNode wrapper = JSON.readTree(Files.readString(sample));
        return new SourceRecord(
                mapper.source(),
                required(wrapper, "company"),
                mapper.entity(),
                required(wrapper, "sourceKey"),
                text(wrapper, "sourceVersion"),
                Instant.EPOCH,
                payload(wrapper).getBytes(StandardCharsets.UTF_8));
    }

    private static String payload(JsonNode wrapper) {
        String raw = text(wrapper, "raw");
        return raw == null ? JSON.writeValueAsString(wrapper.required("payload")) : raw;
    }

    private static String required(JsonNode wrapper, String name) {
        return wrapper.required(name).asString();
    }

    private static @Nullable String text(JsonNode wrapper, String name) {
        JsonNode value = wrapper.get(name);
        return value == null || value.isNull() ? null : value.asString();
    }
}
