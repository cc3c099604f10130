package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.MappingResult;
import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.DowntimeChange;
import io.esteira.adapter.canonical.DowntimeReasonChange;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.delivery.ReadBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stops and their reasons as they are read, from SH6 and from the lists of SIGASFC. */
class ProtheusStopReadingTests extends StopsOnPlant {

    private static List<SourceRecord> read(SourceReader reader) {
        List<SourceRecord> records = new ArrayList<>();
        reader.read(new ReadRequest(FakeProtheus.COMPANY, ReadMode.SNAPSHOT, null))
                .forEachRemaining((Page page) -> records.addAll(page.records()));
        return records;
    }

    private static List<DowntimeChange> stops(SourceReader reader) {
        ProtheusDowntimeMapper mapper = new ProtheusDowntimeMapper(Map.of(FakeProtheus.COMPANY, ZONE));
        return read(reader).stream()
                .map(mapper::map)
                .flatMap(result -> ((MappingResult.Mapped) result).changes().stream())
                .map(DowntimeChange.class::cast)
                .toList();
    }

    @Test
    void stopsOfSh6AreReadAndPostingsAreNot() {
        DowntimeOrder stop = aStop();
        write(service("mata681+wspcp:stop"), stop);
        SourceReader reader = Sh6Reader.downtimes(Set.of(), protheus);

        List<DowntimeChange> read = stops(reader);

        assertThat(read).anySatisfy(change -> {
            assertThat(change.startedAt()).isEqualTo(stop.startedAt());
            assertThat(change.endedAt()).isEqualTo(stop.endedAt());
            assertThat(change.equipment()).isEqualTo("CEL03");
            assertThat(change.reason()).isEqualTo("02");
            assertThat(change.planned()).isNull();
            assertThat(change.order()).isNull();
        });
        long inTable = site.tables
                .sql("select count(*) from protheus.sh6t10 where h6_tipo = 'I'")
                .query(Long.class)
                .single();
        assertThat(read).hasSize((int) inTable);
        assertThat(reader.readByKey(
                        FakeProtheus.COMPANY, List.of(read.getFirst().ref().key())))
                .hasSize(1);
    }

    @Test
    void reportsAreReadWithTheirReferenceAndReversedOnesToo() {
        ProtheusPostingService service = service("mata681+stopReports");
        DowntimeOrder stop = aStop();
        write(service, stop);
        String key = ((ReadBack.Found) look(service, stop)).erpKey();
        write(service, reversing(stop, key));
        SourceReader reader = StopListReader.stops(protheus, Set.of());

        List<DowntimeChange> read = stops(reader);

        assertThat(read)
                .filteredOn(change -> change.ref().key().equals(key))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.reference()).isEqualTo(stop.reference());
                    assertThat(change.reversed()).isTrue();
                    assertThat(change.startedAt()).isEqualTo(stop.startedAt());
                    assertThat(change.planned()).isFalse();
                    assertThat(change.note()).isEqualTo("correia");
                });
        assertThat(read).hasSizeGreaterThan(5).anySatisfy(change -> assertThat(change.reference())
                .isNull());
        assertThat(reader.readByKey(FakeProtheus.COMPANY, List.of(String.valueOf(key))))
                .hasSize(1);
    }

    @Test
    void reasonsAreReadFromTheTableOrTheList() {
        SourceReader table = WholeTableReader.downtimeReasons(protheus);

        assertThat(reasons(table))
                .hasSize(5)
                .isEqualTo(reasons(StopListReader.reasons(protheus)))
                .anySatisfy(reason -> {
                    assertThat(reason.code()).isEqualTo("02");
                    assertThat(reason.description()).isEqualTo("FALTA DE MATERIAL");
                });
        assertThat(table.readByKey(FakeProtheus.COMPANY, List.of("03"))).hasSize(1);
    }

    private static List<DowntimeReasonChange> reasons(SourceReader reader) {
        ProtheusDowntimeReasonMapper mapper = new ProtheusDowntimeReasonMapper();
        return read(reader).stream()
                .map(mapper::map)
                .flatMap(result -> ((MappingResult.Mapped) result).changes().stream())
                .map(DowntimeReasonChange.class::cast)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|MachineCode",
                "{\"MachineCode\":\"C1\"}|StartDateTime",
                "{\"MachineCode\":\"C1\",\"StartDateTime\":\"gestern\"}|StartDateTime",
                "{\"MachineCode\":\"C1\",\"StartDateTime\":\"2026-05-20T10:00:00\",\"EndDateTime\":\"2026-05-20T09:00:00\"}|EndDateTime",
                "{\"h6_recurso\":\"\",\"h6_dataini\":\"20260520\",\"h6_horaini\":\"10:00\"}|h6_recurso",
                "{\"h6_recurso\":\"C1\",\"h6_dataini\":\"        \",\"h6_horaini\":\"10:00\"}|h6_dataini",
                "{\"h6_recurso\":\"C1\",\"h6_dataini\":\"20260520\",\"h6_horaini\":\"99:00\"}|h6_horaini"
            })
    void brokenStopsAreRejectedWithTheFieldAtFault(String payload, String field) {
        SourceRecord record = new SourceRecord(
                "protheus", FakeProtheus.COMPANY, "downtimes", "1", null, Instant.EPOCH, ProtheusJson.utf8(payload));

        MappingResult result = new ProtheusDowntimeMapper(Map.of(FakeProtheus.COMPANY, ZONE)).map(record);

        assertThat(result)
                .isInstanceOfSatisfying(MappingResult.Rejected.class, rejected -> assertThat(rejected.issues())
                        .anyMatch(issue -> issue.field().equals(field)));
    }

    @Test
    void momentsWithAnOffsetAreTakenAsTheySay() {
        SourceRecord record = new SourceRecord(
                "protheus",
                FakeProtheus.COMPANY,
                "downtimes",
                "SFC/1",
                null,
                Instant.EPOCH,
                ProtheusJson.utf8("{\"machinecode\":\"C1\",\"startdatetime\":\"2026-05-20T10:00:00-03:00\","
                        + "\"enddatetime\":\"2026-05-20T14:00:00Z\",\"reversedreport\":\"true\"}"));

        MappingResult result = new ProtheusDowntimeMapper(Map.of(FakeProtheus.COMPANY, ZONE)).map(record);

        assertThat(((MappingResult.Mapped) result).changes()).singleElement().satisfies(change -> {
            DowntimeChange stop = (DowntimeChange) change;
            assertThat(stop.startedAt()).isEqualTo("2026-05-20T13:00:00Z");
            assertThat(stop.endedAt()).isEqualTo("2026-05-20T14:00:00Z");
            assertThat(stop.reversed()).isTrue();
        });
    }
}
