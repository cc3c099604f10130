package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.canonical.OrderChange;
import io.esteira.adapter.canonical.OrderExcerptChange;
import io.esteira.adapter.canonical.PostingChange;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.PendingInErp;
import io.esteira.adapter.delivery.DeliveryOutcome.Rejected;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.testkit.FakePolling;
import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failure modes by their numbers, each in the plant, that no other test here is named after. */
class ProtheusFailureModesTests {

    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(10));

    @TempDir
    static Path dir;

    private static ProtheusPlant site;

    private final FakePolling hub = new FakePolling(ProtheusSamplesTests.mappers(), Clock.systemUTC());
    private final ProtheusConnection protheus = connected();
    private final ProtheusPostingService service = FakeProtheus.service(protheus);

    @BeforeAll
    static void start() {
        site = new ProtheusPlant(dir);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static ProtheusConnection connected() {
        return site.connection();
    }

    @BeforeEach
    void nothingFails() {
        site.plant.faults().clear();
    }

    private DeliveryOutcome write(DeliveryOrder posting) {
        return service.writer().orElseThrow().write(posting, SOON);
    }

    private ReadBack find(DeliveryOrder posting) {
        return service.readBack().orElseThrow().find(posting);
    }

    private static void arm(FaultKind kind, String endpoint, String variant) {
        site.plant.faults().arm(Fault.once(kind).on(endpoint).as(variant));
    }

    private ProtheusReader orders() {
        return new OrderTableReader(Set.of(), protheus);
    }

    private ProtheusReader postings() {
        return Sh6Reader.postings(Set.of(), company -> Table.SH6, protheus);
    }

    @Test
    void f20AConditionThatTheServerDoesNotUnderstandStopsTheRunAndStoresNothing() {
        arm(FaultKind.F20, "genericQuery", "");

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> hub.runNow(orders()))
                .withMessageContaining("Invalid column name");

        assertThat(hub.stored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "403", "500"})
    void f22ATenantThatIsNotAcceptedStoresNothing(String variant) {
        arm(FaultKind.F22, "genericQuery", variant);

        assertThatExceptionOfType(SourceUnavailable.class).isThrownBy(() -> hub.runNow(orders()));

        assertThat(hub.stored()).isEmpty();
    }

    @Test
    void f22RowsOfTheDefaultBranchAreNotStored() {
        site.plant.faults().arm(Fault.always(FaultKind.F22).on("genericQuery").as("default"));

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> hub.runNow(orders()))
                .withMessageContaining("ignores the tenant");

        assertThat(hub.stored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"comma", "blankdates", "isodates"})
    void f25ValuesInAnotherDialectMeanTheSame(String variant) {
        FakePolling sound = new FakePolling(ProtheusSamplesTests.mappers(), Clock.systemUTC());
        sound.runNow(orders());
        site.plant.faults().arm(Fault.always(FaultKind.F25).on("genericQuery").as(variant));

        hub.runNow(orders());

        assertThat(hub.quarantined()).isEmpty();
        assertThat(hub.changes(OrderChange.class))
                .extracting(OrderChange::number, OrderChange::status)
                .containsExactlyInAnyOrderElementsOf(sound.changes(OrderChange.class).stream()
                        .map(order -> org.assertj.core.groups.Tuple.tuple(order.number(), order.status()))
                        .toList());
    }

    @Test
    void f28AClosedPeriodIsForAPerson() {
        refused(FaultKind.F28, "", "FECHTO");
    }

    @ParameterizedTest
    @CsvSource({
        "A250ENCERR,A250ENCERR",
        "A680OPTOT,A680OPTOT",
        "A250ESTORN,A250ESTORN",
        "PLANNED,400",
        "SUSPENDED,A250NAO",
        "BLOCKED,400",
        "SFC,400"
    })
    void f29AnOrderThatTakesNoPostingIsForAPerson(String variant, String code) {
        refused(FaultKind.F29, variant, code);
    }

    @ParameterizedTest
    @CsvSource({"BALANCE,A250MOVEST", "RESERVATION,NORESERVATION"})
    void f30MissingComponentsAreForAPerson(String variant, String code) {
        refused(FaultKind.F30, variant, code);
    }

    @ParameterizedTest
    @CsvSource({"A680HRINVL,A680HRINVL", "RESOURCE,400", "SPLIT,400", "SECOND_UNIT,400"})
    void f31DataOfThePostingThatAreRefusedAreForAPerson(String variant, String code) {
        refused(FaultKind.F31, variant, code);
    }

    @Test
    void f32MoreThanWasOrderedIsForAPerson() {
        refused(FaultKind.F32, "", "OVERPRODUCTION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"403", "400"})
    void f33AVerdictOfQualityIsARefusalOfTheBusinessAndNotOfTheUser(String variant) {
        refused(FaultKind.F33, variant, variant);
    }

    private void refused(FaultKind kind, String variant, String code) {
        DeliveryOrder posting = site.posting();
        arm(kind, "mata681", variant);

        assertThat(write(posting)).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.code())
                .isEqualTo(code));

        assertThat(find(posting)).isEqualTo(new ReadBack.Absent());
        assertThat(site.effects(posting)).isZero();
    }

    @Test
    void f34OfABatchThatIsPartlyRefusedTheGoodRowsFlowAndTheRefusedOneIsTold() {
        arm(FaultKind.F34, "mrpproductionorders", "");

        hub.runNow(mirror());

        assertThat(hub.quarantined()).hasSize(1);
        assertThat(hub.quarantined().values())
                .allSatisfy(issues -> assertThat(issues).singleElement().satisfies(issue -> assertThat(issue.message())
                        .contains("Registro invalido na base do MRP")));
        assertThat(hub.changes(OrderExcerptChange.class)).hasSize(ordersOfBranch() - 1);

        hub.runNow(mirror());

        assertThat(hub.quarantined()).isEmpty();
        assertThat(hub.changes(OrderExcerptChange.class)).hasSize(ordersOfBranch());
    }

    private SourceReader mirror() {
        return new ListReader(OrderList.MRP, Duration.ofMinutes(15), Set.of(), protheus);
    }

    private static int ordersOfBranch() {
        return site.tables
                .sql("select count(*) from protheus.sc2t10 where c2_filial = 'D MG 01' and d_e_l_e_t_ = ''")
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "drop"})
    void f35ABodyThatIsTooLargeIsUncertainAndThenAbsent(String variant) {
        DeliveryOrder posting = site.posting();
        arm(FaultKind.F35, "mata681", variant);

        assertThat(write(posting)).isInstanceOf(Uncertain.class);

        assertThat(find(posting)).isEqualTo(new ReadBack.Absent());
    }

    @Test
    void f36AnEnvironmentThatShowsOldRowsIsNoProofAndTheNextLookFindsTheRow() {
        DeliveryOrder posting = site.posting();
        assertThat(write(posting)).isInstanceOfAny(Delivered.class, PendingInErp.class);
        arm(FaultKind.F36, "genericQuery", "");

        ReadBack stale = find(posting);

        assertThat(stale).isEqualTo(new ReadBack.Absent());
        assertThat(find(posting)).isInstanceOf(ReadBack.Found.class);
    }

    @Test
    void f38AnAnswerThatDoesNotShowTheOrderClosedIsSettledByTheRow() {
        DeliveryOrder posting = site.posting();
        arm(FaultKind.F38, "mata681", "");

        assertThat(write(posting)).isInstanceOfAny(Delivered.class, PendingInErp.class);

        assertThat(find(posting)).isInstanceOf(ReadBack.Found.class);
        hub.runNow(postings());
        List<PostingChange> seen = hub.changes(PostingChange.class).stream()
                .filter(row -> posting.reference().equals(row.reference()))
                .toList();
        assertThat(seen).hasSize(1);
    }
}
