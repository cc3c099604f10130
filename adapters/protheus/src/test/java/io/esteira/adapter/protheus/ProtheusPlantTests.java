package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.esteira.adapter.canonical.ItemChange;
import io.esteira.adapter.canonical.OrderChange;
import io.esteira.adapter.canonical.OrderChange.Status;
import io.esteira.adapter.canonical.PhaseChange;
import io.esteira.adapter.canonical.PostingChange;
import io.esteira.adapter.canonical.RoutingStepChange;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome.Blocked;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.PendingInErp;
import io.esteira.adapter.delivery.DeliveryOutcome.Rejected;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.testkit.FakePolling;
import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import io.esteira.plant.Plant;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.client.RestClient;

/** The adapter against the simulated plant: a Protheus that somebody else wrote, with state, SQL and failures of its own. */
class ProtheusPlantTests {

    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(10));

    @TempDir
    static Path dir;

    private static Plant plant;

    /** What a first reading brought while nothing failed. */
    private static FakePolling sound;

    private final FakePolling hub = new FakePolling(ProtheusSamplesTests.mappers(), Clock.systemUTC());
    private final ProtheusConnection protheus = connection();
    private final ProtheusPostingService service = FakeProtheus.service(protheus);

    @BeforeAll
    static void start() {
        plant = Plant.start(PlantServer.settings(dir));
        sound = new FakePolling(ProtheusSamplesTests.mappers(), Clock.systemUTC());
        readers(connection()).forEach(sound::runNow);
    }

    @AfterAll
    static void stop() {
        plant.close();
    }

    @BeforeEach
    void nothingFails() {
        plant.faults().clear();
        plant.setParameter("MV_APPENMO", "1");
    }

    private static ProtheusConnection connection() {
        Map<String, String> values = new HashMap<>(Map.of(
                "base-url", plant.protheusUri().toString(),
                "user", plant.protheusUser(),
                "password", plant.protheusPassword(),
                "companies[0].code", FakeProtheus.COMPANY,
                "companies[0].tenant", "T1,D MG 01",
                "companies[0].branch", "D MG 01",
                "page-size", "50",
                "write-timeout", "30s",
                "retry-pause", "5ms"));
        Map<String, String> named = new HashMap<>();
        values.forEach((key, value) -> named.put("esteira.adapters.protheus." + key, value));
        ProtheusProperties properties = new Binder(new MapConfigurationPropertySource(named))
                .bind("esteira.adapters.protheus", ProtheusProperties.class)
                .get();
        return ProtheusConnection.of(properties, RestClient::builder, Clock.systemUTC());
    }

    private static List<ProtheusReader> readers(ProtheusConnection protheus) {
        return List.of(
                WholeTableReader.items(protheus),
                WholeTableReader.phases(protheus),
                WholeTableReader.routing(Set.of(), protheus),
                new OrderTableReader(Set.of(), protheus),
                Sh6Reader.postings(Set.of(), company -> Table.SH6, protheus));
    }

    private void pollPostings() {
        hub.runNow(readers(protheus).getLast());
    }

    @Test
    void readsAllThatThePlantHoldsTwiceWithTheSameResult() {
        var masters = readers(protheus).subList(0, 4);
        masters.forEach(hub::runNow);
        var first = hub.stored();
        masters.forEach(hub::runNow);

        assertThat(hub.stored()).isEqualTo(first);
        assertThat(sound.quarantined()).isEmpty();
        assertThat(sound.changes(ItemChange.class)).hasSize(40);
        assertThat(sound.changes(PhaseChange.class)).isNotEmpty();
        assertThat(sound.changes(OrderChange.class)).hasSizeGreaterThanOrEqualTo(60);
        assertThat(sound.changes(PostingChange.class)).hasSizeGreaterThanOrEqualTo(300);
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"F01", "F08", "F09", "F25", "F26"})
    void whatPassesByItselfLosesNothing(FaultKind kind) {
        plant.faults().arm(Fault.once(kind).on("genericQuery").after(1));

        hub.runNow(readers(protheus).get(3));

        assertThat(plant.faults().armed()).isEmpty();
        assertThat(hub.changes(OrderChange.class))
                .usingElementComparator(ProtheusPlantTests::alike)
                .containsExactlyInAnyOrderElementsOf(sound.changes(OrderChange.class));
    }

    /** Numbers may come with another scale. */
    private static int alike(Object left, Object right) {
        return plain(left).compareTo(plain(right));
    }

    private static String plain(Object value) {
        return value.toString().replaceAll("(\\d+)\\.0+\\b", "$1").replaceAll("(\\.\\d*?)0+\\b", "$1");
    }

    @ParameterizedTest
    @CsvSource({"cp1252", "mojibake", "control"})
    void f24SpoiltTextMeansTheSame(String variant) {
        plant.faults().arm(Fault.always(FaultKind.F24).as(variant));

        hub.runNow(readers(protheus).getFirst());

        assertThat(sound.changes(ItemChange.class))
                .filteredOn(item -> item.description().contains("Ã"))
                .isNotEmpty();
        assertThat(hub.changes(ItemChange.class))
                .containsAll(sound.changes(ItemChange.class).stream()
                        .filter(ProtheusPlantTests::survives)
                        .toList());
    }

    /** Text encoded twice through CP1252 has lost the letters whose second byte that character set leaves undefined. */
    private static boolean survives(ItemChange item) {
        return item.description().matches("[^ÁÍÏÐÝ]*");
    }

    @Test
    void aPostingIsFoundByItsReferenceAndComesBackOnceByTheSync() {
        DeliveryOrder posting = posting("7K2M9QX01");

        assertThat(service.writer().orElseThrow().write(posting, SOON))
                .isInstanceOfAny(Delivered.class, PendingInErp.class);

        ReadBack found = find(posting);
        assertThat(found).isInstanceOf(ReadBack.Found.class);
        pollPostings();
        assertThat(sightings("7K2M9QX01")).singleElement().satisfies(row -> {
            assertThat(new ReadBack.Found(row.ref().key())).isEqualTo(found);
            assertThat(row.good()).isEqualByComparingTo("1");
            assertThat(row.startedAt()).isEqualTo(posting.startedAt());
            assertThat(row.endedAt()).isEqualTo(posting.endedAt());
            assertThat(row.note()).isEqualTo("açaí às 14h");
        });
    }

    @Test
    void f11ACommitWhoseAnswerIsDroppedIsUncertainAndThenFound() {
        DeliveryOrder posting = posting("7K2M9QX02");
        plant.faults().arm(Fault.once(FaultKind.F11).on("mata681").as("drop"));

        assertThat(service.writer().orElseThrow().write(posting, SOON)).isInstanceOf(Uncertain.class);

        assertThat(find(posting)).isInstanceOf(ReadBack.Found.class);
    }

    @Test
    void f10AConnectionThatEndsBeforeAnythingIsUncertainAndThenAbsent() {
        DeliveryOrder posting = posting("7K2M9QX03");
        plant.faults().arm(Fault.once(FaultKind.F10).on("mata681"));

        assertThat(service.writer().orElseThrow().write(posting, SOON)).isInstanceOf(Uncertain.class);

        assertThat(find(posting)).isEqualTo(new ReadBack.Absent());
    }

    @Test
    void f13APostingKeptAsPendingIsPendingInBothWays() {
        DeliveryOrder posting = posting("7K2M9QX04", "1.13");
        plant.faults().arm(Fault.once(FaultKind.F13).on("mata681"));

        assertThat(service.writer().orElseThrow().write(posting, SOON)).isInstanceOf(PendingInErp.class);

        assertThat(find(posting)).isInstanceOfSatisfying(ReadBack.Alike.class, seen -> {
            assertThat(seen.erpKeys()).isEmpty();
            assertThat(seen.pendingKeys()).hasSize(1);
        });
    }

    @Test
    void f14ARefusalKeptAsPendingIsSeenByALookAfterIt() {
        DeliveryOrder posting = posting("7K2M9QX05", "1.14");
        plant.faults().arm(Fault.once(FaultKind.F14).on("mata681"));

        assertThat(service.writer().orElseThrow().write(posting, SOON)).isInstanceOf(Rejected.class);

        assertThat(find(posting)).isInstanceOfSatisfying(ReadBack.Alike.class, seen -> assertThat(seen.pendingKeys())
                .hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({
        "F17,200",
        "F17,500",
        "F28,",
        "F29,A680OPTOT",
        "F29,PLANNED",
        "F29,BLOCKED",
        "F29,SFC",
        "F30,",
        "F31,",
        "F32,"
    })
    void aRefusalOfTheBusinessIsRejected(FaultKind kind, String variant) {
        plant.faults().arm(Fault.once(kind).on("mata681").as(variant == null ? "" : variant));

        assertThat(service.writer().orElseThrow().write(posting("7K2M9QX06"), SOON))
                .isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({"F03,", "F04,json", "F04,html", "F05,json", "F05,html", "F08,json", "F08,empty", "F27,400", "F27,500"})
    void whatWasNotExecutedIsKnownToBe(FaultKind kind, String variant) {
        DeliveryOrder posting = posting("7K2M9QX07");
        plant.faults().arm(Fault.once(kind).on("mata681").as(variant == null ? "" : variant));

        assertThat(service.writer().orElseThrow().write(posting, SOON))
                .isInstanceOfAny(NotExecuted.class, Blocked.class);

        assertThat(find(posting)).isEqualTo(new ReadBack.Absent());
    }

    @Test
    void aReversalInProtheusIsSeenByTheNextRun() {
        DeliveryOrder posting = posting("7K2M9QX08");
        assertThat(service.writer().orElseThrow().write(posting, SOON))
                .isInstanceOfAny(Delivered.class, PendingInErp.class);
        pollPostings();

        plant.reverseInProtheus(
                Long.parseLong(sightings("7K2M9QX08").getFirst().ref().key()));
        pollPostings();

        assertThat(sightings("7K2M9QX08")).singleElement().satisfies(row -> assertThat(row.reversed())
                .isTrue());
    }

    @Test
    void aLossIsWrittenAndFoundAgainByWhatItSays() {
        ProtheusPostingService apart = ProtheusPostingService.of(protheus, "mata681+lossAppointment");
        DeliveryOrder loss = Deliveries.loss(posting("7K2M9QX09"), "07", "1.21");

        assertThat(apart.writer().orElseThrow().write(loss, SOON)).isInstanceOf(Delivered.class);

        assertThat(apart.readBack().orElseThrow().find(loss))
                .isInstanceOfSatisfying(
                        ReadBack.Alike.class,
                        seen -> assertThat(seen.erpKeys()).singleElement(STRING).startsWith("SBC/"));
        assertThat(plant.ledger().after(0, "protheus.sbc"))
                .filteredOn(entry -> entry.detail().toString().contains("1.21"))
                .hasSize(1);
    }

    @Test
    void f11ALossWhoseAnswerIsDroppedIsUncertainAndThenFound() {
        ProtheusPostingService apart = ProtheusPostingService.of(protheus, "mata681+lossAppointment");
        DeliveryOrder loss = Deliveries.loss(posting("7K2M9QX0A"), "07", "1.22");
        plant.faults().arm(Fault.once(FaultKind.F11).on("lossAppointment").as("drop"));

        assertThat(apart.writer().orElseThrow().write(loss, SOON)).isInstanceOf(Uncertain.class);

        assertThat(apart.readBack().orElseThrow().find(loss)).isInstanceOf(ReadBack.Alike.class);
    }

    @ParameterizedTest
    @CsvSource({"F17,500", "F28,", "F29,A250ENCERR"})
    void aLossThatTheBusinessRefusesIsRejectedAndNotThere(FaultKind kind, String variant) {
        ProtheusPostingService apart = ProtheusPostingService.of(protheus, "mata681+lossAppointment");
        DeliveryOrder loss = Deliveries.loss(posting("7K2M9QX0B"), "07", "1.23");
        plant.faults().arm(Fault.once(kind).on("lossAppointment").as(variant == null ? "" : variant));

        assertThat(apart.writer().orElseThrow().write(loss, SOON)).isInstanceOf(Rejected.class);

        assertThat(apart.readBack().orElseThrow().find(loss)).isEqualTo(new ReadBack.Absent());
    }

    private ReadBack find(DeliveryOrder posting) {
        return service.readBack().orElseThrow().find(posting);
    }

    private List<PostingChange> sightings(String reference) {
        return hub.changes(PostingChange.class).stream()
                .filter(row -> reference.equals(row.reference()))
                .toList();
    }

    private DeliveryOrder posting(String reference) {
        return posting(reference, "1");
    }

    /** A posting on an open order, at the first operation that is not ended. */
    private DeliveryOrder posting(String reference, String good) {
        OrderChange order = sound.changes(OrderChange.class).stream()
                .filter(candidate -> candidate.status() == Status.RELEASED && !candidate.postingBlocked())
                .filter(candidate -> sound.changes(PostingChange.class).stream()
                        .noneMatch(row -> row.order().equals(candidate.ref()) && row.completes()))
                .findFirst()
                .orElseThrow();
        String operation = sound.changes(RoutingStepChange.class).stream()
                .filter(step -> step.item().equals(order.item()))
                .findFirst()
                .orElseThrow()
                .operation();
        DeliveryOrder alike = Deliveries.posting();
        return new DeliveryOrder(
                alike.deliveryId(),
                alike.kind(),
                alike.company(),
                alike.zone(),
                reference,
                order.ref().key(),
                order.number(),
                order.item().key(),
                operation,
                null,
                null,
                LocalDate.ofInstant(plant.now(), alike.zone()),
                plant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MINUTES),
                plant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MINUTES),
                new BigDecimal(good),
                BigDecimal.ZERO,
                List.of(),
                BigDecimal.ZERO,
                false,
                null,
                null,
                "açaí às 14h",
                null,
                null,
                0);
    }
}
