package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.esteira.adapter.MappingResult;
import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.DowntimeChange;
import io.esteira.adapter.canonical.DowntimeReasonChange;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Blocked;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.Known;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.Rejected;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import io.esteira.plant.Plant;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stops through both services: whatever becomes of an answer, a stop has exactly one effect, is found again, and is read. */
class ProtheusStopsTests {

    private static final Deadline SOON = Deadline.in(Duration.ofDays(1));
    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

    @TempDir
    static Path dir;

    private static PlantSite site;
    private static Plant plant;
    private static ProtheusConnection protheus;
    private static int next;

    @BeforeAll
    static void start() {
        site = new PlantSite(dir);
        plant = site.plant;
        protheus = site.connection();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void nothingFails() {
        plant.faults().clear();
    }

    /** A stop at a time at which no other is. */
    private static DowntimeOrder aStop() {
        return order("CEL03", "02", null, 0);
    }

    private static DowntimeOrder order(
            String machine, @Nullable String reason, @Nullable Reversal reverses, int refusals) {
        int number = ++next;
        Instant from = plant.now()
                .minus(Duration.ofDays(30))
                .truncatedTo(ChronoUnit.MINUTES)
                .plusSeconds(600L * number);
        return order(number, machine, reason, from, reverses, refusals);
    }

    private static DowntimeOrder order(
            int number,
            String machine,
            @Nullable String reason,
            Instant from,
            @Nullable Reversal reverses,
            int refusals) {
        return new DowntimeOrder(
                UUID.nameUUIDFromBytes(new byte[] {(byte) number, (byte) (reverses == null ? 0 : 1)}),
                FakeProtheus.COMPANY,
                ZONE,
                "7K2M9S%03d".formatted(number),
                machine,
                reason,
                false,
                from,
                from.plusSeconds(300),
                null,
                null,
                null,
                "OP10",
                "correia",
                reverses,
                refusals);
    }

    private static DowntimeOrder reversing(DowntimeOrder stop, @Nullable String key) {
        return order(next, stop.equipment(), stop.reason(), stop.startedAt(), new Reversal(stop.reference(), key), 0);
    }

    private static long effects(DowntimeOrder stop) {
        String from = stop.startedAt().atZone(ZONE).toLocalDateTime().toString();
        return site.tables
                .sql("""
                        select (select count(*) from protheus.stot10 where rtrim(sto_cdmq) = ? and left(sto_inicio, 16) = left(?, 16))
                          + (select count(*) from protheus.sh6t10 where h6_tipo = 'I' and rtrim(h6_recurso) = ?
                             and h6_dataini = replace(left(?, 10), '-', '') and h6_horaini = substr(?, 12, 5))""")
                .params(stop.equipment(), from, stop.equipment(), from, from)
                .query(Long.class)
                .single();
    }

    private static ProtheusPostingService service(String writer) {
        return ProtheusPostingService.of(protheus, writer);
    }

    private static DeliveryOutcome write(ProtheusPostingService service, DowntimeOrder stop) {
        return service.writer().orElseThrow().write(stop, SOON);
    }

    private static ReadBack look(ProtheusPostingService service, DowntimeOrder stop) {
        return service.stops().orElseThrow().find(stop);
    }

    @ParameterizedTest
    @CsvSource({"mata681+stopReports,stopReports", "mata681+wspcp:stop,wspcp"})
    void theSameStopThroughEachWriterEndsInExactlyOneEffect(String writer, String endpoint) {
        ProtheusPostingService service = service(writer);
        for (Fault fault : List.of(
                Fault.once(FaultKind.F35).on("nothing"),
                Fault.once(FaultKind.F10).on(endpoint),
                Fault.once(FaultKind.F11).on(endpoint).as("drop"),
                Fault.once(FaultKind.EMPTY).on(endpoint).as("committed"),
                Fault.once(FaultKind.F18).on(endpoint).as("committed"),
                Fault.once(FaultKind.F01).on(endpoint))) {
            plant.faults().clear();
            plant.faults().arm(fault);
            DowntimeOrder stop = aStop();

            DeliveryOutcome outcome = write(service, stop);
            if (outcome instanceof Uncertain && look(service, stop) instanceof ReadBack.Absent) {
                outcome = write(service, stop);
            }

            assertThat(outcome).isInstanceOfAny(Delivered.class, Uncertain.class);
            assertThat(effects(stop)).as("%s with %s", writer, fault.kind()).isOne();
            assertThat(look(service, stop))
                    .as("%s with %s", writer, fault.kind())
                    .isInstanceOfAny(ReadBack.Found.class, ReadBack.Alike.class);
        }
    }

    @Test
    void aStopThatIsNotThereIsAbsentHoweverProtheusSaysSo() {
        DowntimeOrder stop = aStop();

        assertThat(look(service("mata681+stopReports"), stop)).isInstanceOf(ReadBack.Absent.class);
        assertThat(look(service("mata681+wspcp:stop"), stop)).isInstanceOf(ReadBack.Absent.class);
    }

    @Test
    void aListThatCannotBeAskedSaysNothing() {
        plant.faults().arm(Fault.always(FaultKind.F05).on("stopReportsList"));

        assertThat(look(service("mata681+stopReports"), aStop())).isInstanceOf(ReadBack.Unavailable.class);
    }

    @ParameterizedTest
    @CsvSource({"mata681+stopReports,stopReports", "mata681+wspcp:stop,wspcp"})
    void aRefusalThroughEachWriterIsRejectedAndHasNoEffect(String writer, String endpoint) {
        plant.faults().arm(Fault.once(FaultKind.F28).on(endpoint));
        DowntimeOrder stop = aStop();

        DeliveryOutcome outcome = write(service(writer), stop);

        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.code())
                .isEqualTo("FECHTO"));
        assertThat(effects(stop)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"mata681+stopReports", "mata681+wspcp:stop"})
    void whatProtheusDoesNotKnowIsRefusedInItsWords(String writer) {
        DowntimeOrder machine = order("NAOHA", "02", null, 0);
        DowntimeOrder reason = order("CEL04", "99", null, 0);

        assertThat(write(service(writer), machine))
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.text()).contains("Recurso nao cadastrado"));
        assertThat(write(service(writer), reason))
                .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.text())
                        .contains("Motivo de parada nao cadastrado"));
    }

    @Test
    void aMessageThatWasProcessedIsKnownAgainAndHasOneEffect() {
        ProtheusPostingService service = service("mata681+wspcp:stop");
        DowntimeOrder stop = aStop();
        assertThat(write(service, stop)).isInstanceOf(Delivered.class);

        DeliveryOutcome again = write(service, stop);

        assertThat(again).isInstanceOf(Known.class);
        assertThat(effects(stop)).isOne();
        assertThat(look(service, stop)).isInstanceOf(ReadBack.Alike.class);
    }

    @Test
    void aServiceThatIsNotPublishedBlocksAndABusyOneIsTriedAgain() {
        ProtheusPostingService service = service("mata681+stopReports");
        plant.faults().arm(Fault.once(FaultKind.F05).on("stopReports"));
        assertThat(write(service, aStop())).isInstanceOf(Blocked.class);

        plant.faults().arm(Fault.once(FaultKind.F08).on("stopReports"));
        assertThat(write(service, aStop())).isInstanceOf(NotExecuted.class);
    }

    @Test
    void aReportIsReversedByItsIdAndTheReversalIsSeen() {
        ProtheusPostingService service = service("mata681+stopReports");
        DowntimeOrder stop = aStop();
        write(service, stop);
        String key = ((ReadBack.Found) look(service, stop)).erpKey();
        DowntimeOrder reversal = reversing(stop, key);
        assertThat(look(service, reversal)).isInstanceOf(ReadBack.Absent.class);
        plant.faults().arm(Fault.once(FaultKind.F11).on("stopReports").as("drop"));

        DeliveryOutcome outcome = write(service, reversal);

        assertThat(outcome).isInstanceOf(Uncertain.class);
        assertThat(look(service, reversal)).isEqualTo(new ReadBack.Found(key));
        assertThat(look(service, reversing(stop, null))).isEqualTo(new ReadBack.Found(key));
        assertThat(write(service, reversal)).isInstanceOf(Rejected.class);
        assertThat(look(service, stop)).isEqualTo(new ReadBack.Found(key));
    }

    @Test
    void aReversalOfAReportThatIsGoneIsDone() {
        ProtheusPostingService service = service("mata681+stopReports");
        DowntimeOrder stop = aStop();
        write(service, stop);
        DowntimeOrder reversal = reversing(stop, ((ReadBack.Found) look(service, stop)).erpKey());
        site.tables
                .sql("delete from protheus.stot10 where sto_doc = ?")
                .param(stop.reference())
                .update();

        DeliveryOutcome outcome = write(service, reversal);

        assertThat(outcome).isInstanceOf(Uncertain.class);
        assertThat(look(service, reversal))
                .isEqualTo(new ReadBack.Found(
                        Objects.requireNonNull(reversal.reverses()).erpKey()));
    }

    @Test
    void aReversalThatIsNotFoundIsAskedForAndTriedAgainWhereTheReportIsThere() {
        ProtheusPostingService service = service("mata681+stopReports");
        DowntimeOrder stop = aStop();
        write(service, stop);
        DowntimeOrder reversal = reversing(stop, ((ReadBack.Found) look(service, stop)).erpKey());
        plant.faults().arm(Fault.once(FaultKind.F05).on("stopReports").as("json"));

        assertThat(write(service, reversal)).isInstanceOf(Uncertain.class);
        assertThat(look(service, reversal)).isInstanceOf(ReadBack.Absent.class);
        plant.faults().arm(Fault.once(FaultKind.F05).on("stopReports").as("html"));
        assertThat(write(service, reversal)).isInstanceOf(Blocked.class);
        plant.faults().arm(Fault.always(FaultKind.F05).on("stopReportsList"));
        assertThat(look(service, reversal)).isInstanceOf(ReadBack.Unavailable.class);
    }

    @Test
    void aReversalOfARowOfSh6IsSeenWhenItIsDeleted() {
        ProtheusPostingService service = service("mata681+wspcp:stop");
        DowntimeOrder stop = aStop();
        write(service, stop);
        String key = ((ReadBack.Alike) look(service, stop)).erpKeys().getFirst();
        assertThat(look(service, reversing(stop, key))).isInstanceOf(ReadBack.Absent.class);

        site.tables
                .sql("update protheus.sh6t10 set d_e_l_e_t_ = '*' where r_e_c_n_o_ = ?")
                .param(Long.parseLong(key))
                .update();

        assertThat(look(service, reversing(stop, key))).isEqualTo(new ReadBack.Found(key));
        assertThat(look(service, reversing(stop, "999999999"))).isInstanceOf(ReadBack.Unavailable.class);
    }

    private static Capability capability(String writer, DowntimeOrder stop) {
        ProtheusPostingServices services = new ProtheusPostingServices(Map.of(FakeProtheus.COMPANY, service(writer)));
        return new ProtheusStops(
                        protheus.properties(),
                        services,
                        new ProtheusDelivery(
                                protheus.properties(),
                                services,
                                new org.apache.camel.impl.DefaultCamelContext().createProducerTemplate()))
                .capability(stop);
    }

    @Test
    void withoutAWriterAStopIsHeldWithWhatToDoInBothLanguages() {
        Capability held = capability("mata681", aStop());

        assertThat(held).isInstanceOfSatisfying(Capability.Held.class, text -> {
            assertThat(text.whatToDo())
                    .startsWith("Enter in Protheus the stop: machine CEL03")
                    .contains("reason 02", "stopReports or wspcp:stop");
            assertThat(text.whatToDoPt())
                    .startsWith("Lance no Protheus a parada: máquina CEL03")
                    .contains("motivo 02", "#7K2M9S");
        });
    }

    @Test
    void whatAServiceCannotCarryIsHeld() {
        DowntimeOrder stop = aStop();

        assertThat(capability("mata681+stopReports", stop)).isInstanceOf(Capability.Sends.class);
        assertThat(capability("mata681+stopReports", order("CEL03", null, null, 0)))
                .isInstanceOfSatisfying(Capability.Held.class, held -> assertThat(held.whatToDo())
                        .contains("lacks what the service needs: reason"));
        assertThat(capability("mata681+stopReports", reversing(stop, "SFC/0000000001")))
                .isInstanceOf(Capability.Sends.class);
        assertThat(capability("mata681+stopReports", reversing(stop, "4711"))).isInstanceOf(Capability.Held.class);
        assertThat(capability("mata681+wspcp:stop", reversing(stop, "4711")))
                .isInstanceOfSatisfying(Capability.Held.class, held -> {
                    assertThat(held.whatToDo()).contains("Reverse in Protheus", "row 4711");
                    assertThat(held.whatToDoPt()).contains("Estorne no Protheus", "registro 4711");
                });
    }

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
        SourceReader reader = new ProtheusDowntimesReader(
                Set.of(), protheus.properties(), protheus.query(), protheus.capabilities(), protheus.clock());

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
        SourceReader table =
                new ProtheusDowntimeReasonsReader(protheus.properties(), protheus.query(), protheus.clock());

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

    private static final String POSTING = """
            posting:
              method: POST
              path: /x
              body: { q: "${good}" }
              answers: { success: { ok: "1" } }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "body: { q: \"${good}\" }|found: { service: /l, match: { d: \"${document}\" } }|uses ${good}, which a stop has not",
                "body: { q: \"${reason}\" }||is missing: a stop whose answer is lost",
                "body: { q: \"${reason}\" }|found: { service: /l, match: { d: fixed } }|needs a field that tells the delivery",
                "body: { q: \"${reason}\" }|found: { service: l, match: { d: \"${document}\" } }|has to begin with a slash",
                "body: { q: \"${reason}\" }|found: { service: /l, match: { d: \"${note}\" } }|may not have",
                "body: { q: \"${nonsense}\" }|found: { service: /l, match: { d: \"${document}\" } }|nonsense is not known"
            })
    void aBrokenSectionForStopsIsRefusedWithTheReason(String body, @Nullable String found, String reason) {
        String text = POSTING + "stop:\n  method: POST\n  path: /s\n  " + body + "\n"
                + (found == null ? "" : "  " + found + "\n") + "  answers: { success: { ok: \"1\" } }\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriterMappings.read("own", "own.yml", new StringReader(text)))
                .withMessageContaining("own.yml, line ")
                .withMessageContaining(reason);
    }
}
