package io.esteira.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.Watermark;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The least that every polled adapter keeps. A subclass puts a small healthy source in place before each test, with at least
 * one row for each reader and company, and says below what only it can know. Several rows and a page size of two make
 * paging meaningful.
 */
public abstract class AdapterContract {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A row of the source, by reader and key. */
    public record Row(String company, String entity, String sourceKey) {}

    protected abstract List<? extends SourceReader> readers();

    protected abstract List<? extends CanonicalMapper> mappers();

    /** A row of the healthy source whose key begins with zeros. */
    protected abstract Row rowWithLeadingZeros();

    /** Adds a row to the source that its mapper has to reject, and says which. */
    protected abstract Row addPoison();

    /** From now on the source refuses, or does not answer. */
    protected abstract void takeSourceAway();

    /** Within what time a reader gives up on a source that is away. */
    protected Duration givesUpWithin() {
        return Duration.ofSeconds(10);
    }

    /** A key that the reader might be asked for and that no row has. */
    protected String missingKey(SourceReader reader, String existingKey) {
        return existingKey + "99999";
    }

    @Test
    void readingTwiceGivesTheSameKeysAndPayloads() {
        for (Run run : runs()) {
            List<SourceRecord> first = run.snapshot();
            List<SourceRecord> second = run.snapshot();

            assertThat(second)
                    .as("second reading of %s", run)
                    .usingElementComparator(AdapterContract::compareContent)
                    .containsExactlyInAnyOrderElementsOf(first);
        }
    }

    @Test
    void givesEachKeyOncePerRun() {
        for (Run run : runs()) {
            assertThat(run.snapshot())
                    .as("keys of %s", run)
                    .extracting(SourceRecord::sourceKey)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void resumesFromTheWatermarkOfAnyPage() {
        for (Run run : runs()) {
            if (run.alwaysSnapshot()) {
                continue;
            }
            List<Page> pages = Run.drain(run.pages(ReadMode.INCREMENTAL, null));
            Set<String> all = keys(pages);
            assertThat(pages).as("pages of %s with a watermark", run).anyMatch(page -> page.watermark() != null);

            Set<String> stored = new HashSet<>();
            for (Page page : pages) {
                stored.addAll(keys(List.of(page)));
                Watermark watermark = page.watermark();
                if (watermark != null) {
                    Set<String> resumed = keys(Run.drain(run.pages(ReadMode.INCREMENTAL, watermark)));
                    resumed.addAll(stored);
                    assertThat(resumed)
                            .as("%s cut at %s and resumed", run, watermark)
                            .isEqualTo(all);
                }
            }
        }
    }

    @Test
    void everyRecordSaysWhatItIs() {
        for (Run run : runs()) {
            Instant before = Instant.now();

            List<SourceRecord> records = run.snapshot();

            assertThat(records).as("rows of %s", run).isNotEmpty().allSatisfy(record -> {
                assertThat(record.source()).isEqualTo(run.reader().source());
                assertThat(record.entity()).isEqualTo(run.reader().entity());
                assertThat(record.company()).isEqualTo(run.company());
                assertThat(record.sourceKey())
                        .isNotBlank()
                        .isEqualTo(record.sourceKey().strip());
                assertThat(record.observedAt()).isBetween(observedFrom(before), observedUntil());
            });
        }
    }

    /** The earliest time at which a record may say that it was seen; differs where the adapter is given a fixed clock. */
    protected Instant observedFrom(Instant startOfTest) {
        return startOfTest;
    }

    /** The latest such time. */
    protected Instant observedUntil() {
        return Instant.now();
    }

    @Test
    void payloadsAreJsonObjectsInUtf8() {
        for (Run run : runs()) {
            assertThat(run.snapshot()).allSatisfy(record -> assertThat(
                            JSON.readTree(decode(record.payload())).isObject())
                    .as("payload of %s %s is an object", run, record.sourceKey())
                    .isTrue());
        }
    }

    @Test
    void keysKeepLeadingZeros() {
        Row row = rowWithLeadingZeros();

        List<SourceRecord> records = run(row).snapshot();

        assertThat(row.sourceKey()).startsWith("0");
        assertThat(records).extracting(SourceRecord::sourceKey).contains(row.sourceKey());
    }

    @Test
    void mapsEveryRecordOfAHealthySource() {
        for (Run run : runs()) {
            assertThat(run.snapshot()).allSatisfy(record -> assertThat(map(record))
                    .as("%s %s", run, record.sourceKey())
                    .isNotInstanceOf(MappingResult.Rejected.class));
        }
    }

    @Test
    void mappingTheSameRecordTwiceGivesTheSame() {
        for (Run run : runs()) {
            assertThat(run.snapshot())
                    .allSatisfy(record -> assertThat(map(record)).isEqualTo(map(record)));
        }
    }

    @Test
    void rejectsAPoisonRecordAndMapsTheRest() {
        Row poison = addPoison();

        List<SourceRecord> records = run(poison).snapshot();

        assertThat(records).extracting(SourceRecord::sourceKey).contains(poison.sourceKey());
        assertThat(records).hasSizeGreaterThan(1).allSatisfy(record -> {
            boolean rejected = map(record) instanceof MappingResult.Rejected;
            assertThat(rejected)
                    .as("%s is rejected", record.sourceKey())
                    .isEqualTo(record.sourceKey().equals(poison.sourceKey()));
        });
    }

    @Test
    void rejectsWhatIsNotAJsonObjectWithoutThrowing() {
        for (Run run : runs()) {
            SourceRecord sound = run.snapshot().getFirst();
            for (String payload : List.of("", "not json", "[1]", "\"text\"", "{\"cut\": ")) {
                assertThat(map(withPayload(sound, payload)))
                        .as("%s with payload <%s>", run, payload)
                        .isInstanceOf(MappingResult.Rejected.class);
            }
        }
    }

    @Test
    void pointReadFindsWhatExistsAndMissesWhatDoesNot() {
        for (Run run : runs()) {
            SourceRecord existing = run.snapshot().getFirst();
            String missing = missingKey(run.reader(), existing.sourceKey());

            List<SourceRecord> found = run.reader().readByKey(run.company(), List.of(existing.sourceKey(), missing));

            assertThat(found)
                    .as("point read of %s", run)
                    .usingElementComparator(AdapterContract::compareContent)
                    .containsExactly(existing);
        }
    }

    /** A day that is blank or no date at all is the source's, one that no row has the adapter's. */
    @Test
    void theDayOfRowsIsAFieldThatCanBeRead() {
        for (Run run : runs()) {
            run.reader().dayField().ifPresent(field -> assertThat(run.snapshot())
                    .as("days of %s", run)
                    .anySatisfy(record -> assertThat(JSON.readTree(decode(record.payload()))
                                    .path(field)
                                    .asString(""))
                            .containsPattern("^\\s*([12]\\d{3}-?(0[1-9]|1[0-2])|\\d{2}/(0[1-9]|1[0-2])/[12]\\d{3})")));
        }
    }

    @Test
    void pointReadOfNothingIsNothing() {
        for (Run run : runs()) {
            assertThat(run.reader().readByKey(run.company(), List.of())).isEmpty();
        }
    }

    @Test
    void saysWithinTheTimeOutThatTheSourceIsAway() {
        List<Run> runs = runs();
        takeSourceAway();

        for (Run run : runs) {
            assertTimeoutPreemptively(
                    givesUpWithin(), () -> assertThatThrownBy(run::snapshot).isInstanceOf(SourceUnavailable.class));
            assertTimeoutPreemptively(
                    givesUpWithin(), () -> assertThatThrownBy(() -> run.reader().readByKey(run.company(), List.of("1")))
                            .isInstanceOf(SourceUnavailable.class));
        }
    }

    @Test
    void waitsOnlyForEntitiesOfTheSameSourceAndNeverInACircle() {
        List<String> ordered = new ArrayList<>();
        List<? extends SourceReader> readers = readers();
        boolean advanced = true;
        while (advanced) {
            advanced = false;
            for (SourceReader reader : readers) {
                if (!ordered.contains(reader.entity()) && ordered.containsAll(reader.after())) {
                    advanced = ordered.add(reader.entity());
                }
            }
        }

        assertThat(ordered)
                .as("readers whose predecessors exist and come to an end")
                .containsExactlyInAnyOrderElementsOf(
                        readers.stream().map(SourceReader::entity).toList());
        assertThat(readers)
                .extracting(SourceReader::source)
                .containsOnly(readers.getFirst().source());
    }

    @Test
    void everyReaderHasExactlyOneMapperAndASaneCadence() {
        assertThat(readers()).isNotEmpty().allSatisfy(reader -> {
            assertThat(mappers())
                    .filteredOn(mapper -> mapper.source().equals(reader.source())
                            && mapper.entity().equals(reader.entity()))
                    .as("mappers of %s", reader.entity())
                    .hasSize(1);
            assertThat(reader.companies()).isNotEmpty();
            assertThat(reader.cadence()).isPositive();
            assertThat(reader.snapshotCadence()).isGreaterThanOrEqualTo(reader.cadence());
        });
    }

    /** The mapper's answer for a record. */
    protected final MappingResult map(SourceRecord record) {
        return mappers().stream()
                .filter(mapper -> mapper.source().equals(record.source())
                        && mapper.entity().equals(record.entity()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no mapper for " + record.entity()))
                .map(record);
    }

    private List<Run> runs() {
        return readers().stream()
                .flatMap(reader -> reader.companies().stream().map(company -> new Run(reader, company)))
                .toList();
    }

    private Run run(Row row) {
        return runs().stream()
                .filter(run -> run.company().equals(row.company())
                        && run.reader().entity().equals(row.entity()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no reader for " + row));
    }

    private static Set<String> keys(List<Page> pages) {
        Set<String> keys = new HashSet<>();
        pages.forEach(page -> page.records().forEach(record -> keys.add(record.sourceKey())));
        return keys;
    }

    private static int compareContent(SourceRecord left, SourceRecord right) {
        return content(left).compareTo(content(right));
    }

    private static String content(SourceRecord record) {
        return record.entity() + " " + record.sourceKey() + " " + decode(record.payload());
    }

    private static String decode(byte[] payload) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("a payload is not UTF-8", e);
        }
    }

    private static SourceRecord withPayload(SourceRecord record, String payload) {
        return new SourceRecord(
                record.source(),
                record.company(),
                record.entity(),
                record.sourceKey(),
                record.sourceVersion(),
                record.observedAt(),
                payload.getBytes(StandardCharsets.UTF_8));
    }
}
