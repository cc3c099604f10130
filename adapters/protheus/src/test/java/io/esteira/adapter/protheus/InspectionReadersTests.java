package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.canonical.InspectionChange;
import io.esteira.adapter.canonical.InspectionChange.Status;
import io.esteira.adapter.canonical.InspectionChange.Verdict;
import io.esteira.adapter.testkit.FakePolling;
import io.esteira.adapter.testkit.MutableClock;
import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inspections of the simulated plant, by QIP's list and by its tables: what waits, what was decided, and what cannot be told. */
class InspectionReadersTests {

    @TempDir
    static Path folder;

    private static ProtheusPlant site;

    private final MutableClock clock = new MutableClock("2026-12-01T00:00:00Z");
    private final FakePolling hub = new FakePolling(ProtheusSamplesTests.mappers(), clock);

    @BeforeAll
    static void start() {
        site = new ProtheusPlant(folder);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** Inspections of orders that are open wait for a verdict again. */
    @BeforeEach
    void asBorn() {
        site.plant.faults().clear();
        site.plant.setParameter("QIP_LABORATORY", "1");
        int unused = site.tables.sql("""
                        delete from protheus.qpmt10 m using protheus.sc2t10 o
                         where o.c2_filial = m.qpm_filial and o.c2_op = m.qpm_op and o.c2_datrf = ''""").update();
        unused = site.tables.sql("""
                        update protheus.qpkt10 k set d_e_l_e_t_ = '', r_e_c_d_e_l_ = 0, qpk_sitop = ''
                          from protheus.sc2t10 o
                         where o.c2_filial = k.qpk_filial and o.c2_op = k.qpk_op and o.c2_datrf = ''""").update();
    }

    /** Each run comes long after the one before. */
    private void run(SourceReader reader) {
        clock.pass(Duration.ofDays(1));
        hub.runNow(reader);
    }

    private SourceReader list(String... settings) {
        return new InspectionListReader(Set.of(), site.connection(settings));
    }

    private SourceReader table() {
        return new InspectionTableReader(Set.of(), site.connection());
    }

    private List<String> pendingOrders() {
        return site.tables
                .sql(
                        "select rtrim(qpk_op) from protheus.qpkt10 where qpk_sitop = '' and qpk_filial = 'D MG 01' order by 1")
                .query(String.class)
                .list();
    }

    /** The newest change of each inspection of an order. */
    private List<InspectionChange> inspections(String order) {
        return hub.changes(InspectionChange.class).stream()
                .filter(change -> change.order() != null && change.order().key().equals(order))
                .collect(Collectors.toMap(
                        InspectionChange::ref, change -> change, (older, newer) -> newer, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    @Test
    void theListTellsWhatWaitsByOperation() {
        run(list());

        assertThat(hub.quarantined()).isEmpty();
        String order = pendingOrders().getFirst();
        InspectionChange inspection = inspections(order).getLast();
        assertThat(inspection.status()).isIn(Status.NOT_STARTED, Status.IN_PROGRESS);
        assertThat(inspection.sourceStatus()).isIn("N", "I");
        assertThat(inspection.verdict()).isNull();
        assertThat(inspection.operation()).isIn("30", "40");
        assertThat(inspection.operationName()).isEqualTo("EMBALAGEM");
        assertThat(inspection.lot()).isEqualTo("L" + order.substring(0, 6));
        assertThat(inspection.lotSize()).isPositive();
        assertThat(inspection.createdOn()).isNotNull();
        assertThat(inspection.revision()).isEqualTo("00");
        assertThat(inspection.ref().key()).matches("QPK/\\d+/[34]0");
    }

    @Test
    void whatIsDecidedLeavesTheListAndItsVerdictIsReadOnce() {
        run(list());
        String order = pendingOrders().getFirst();
        site.plant.judgeInProtheus(order, null, "E");

        run(list());
        run(list());
        run(list());

        assertThat(inspections(order)).isNotEmpty().allSatisfy(inspection -> {
            assertThat(inspection.status()).isEqualTo(Status.REJECTED);
            assertThat(inspection.verdict()).isEqualTo(Verdict.REJECTED);
            assertThat(inspection.sourceVerdict()).isEqualTo("R");
        });
        assertThat(hub.deleted()).isEmpty();
    }

    @Test
    void anotherVerdictKeepsItsLetter() {
        run(list());
        String order = pendingOrders().getFirst();
        site.plant.judgeInProtheus(order, null, "U");

        run(list());

        assertThat(inspections(order)).isNotEmpty().allSatisfy(inspection -> {
            assertThat(inspection.status()).isEqualTo(Status.OTHER);
            assertThat(inspection.sourceStatus()).isEqualTo("U");
            assertThat(inspection.verdict()).isEqualTo(Verdict.OTHER);
        });
    }

    @Test
    void aListThatIsEmptySinceAllIsDecidedTellsAllVerdicts() {
        run(list());
        pendingOrders().forEach(order -> site.plant.judgeInProtheus(order, null, "A"));

        run(list());

        assertThat(list().mayShowNothing()).isTrue();
        assertThat(hub.changes(InspectionChange.class).stream()
                        .filter(change -> change.status() == Status.APPROVED)
                        .map(InspectionChange::ref)
                        .distinct())
                .hasSameSizeAs(hub.changes(InspectionChange.class).stream()
                        .map(InspectionChange::ref)
                        .distinct()
                        .toList());
    }

    @Test
    void onlyAnInspectionThatQipDoesNotKnowAnyMoreIsGone() {
        run(list());
        String order = pendingOrders().getFirst();
        int unused = site.tables
                .sql(
                        "update protheus.qpkt10 set d_e_l_e_t_ = '*', r_e_c_d_e_l_ = r_e_c_n_o_ where qpk_op = ?::char(14)")
                .param(order)
                .update();

        run(list());
        assertThat(hub.deleted()).isEmpty();
        run(list());

        assertThat(hub.deleted()).isNotEmpty().allSatisfy(key -> assertThat(key.sourceKey())
                .startsWith("QPK/"));
    }

    @Test
    void anOlderReleaseKnowsNoLaboratory() {
        site.plant.setParameter("QIP_LABORATORY", "0");

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> run(list()))
                .withMessageContaining("400");
        run(list("inspections.with-laboratory", "false"));

        assertThat(hub.changes(InspectionChange.class)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"F33", "F37"})
    void f37AModuleThatIsOffIsToldAndTakesNothingAway(String fault) {
        run(list());
        int known = hub.changes(InspectionChange.class).size();
        site.plant.faults().arm(Fault.always(FaultKind.valueOf(fault)).on("pendinglist"));

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> run(list()))
                .withMessageContaining(fault.equals("F37") ? "is off (405)" : "(403)")
                .withMessageContaining(fault.equals("F37") ? "nao implantado" : "ja possui laudo");

        assertThat(hub.deleted()).isEmpty();
        assertThat(hub.changes(InspectionChange.class)).hasSize(known);
    }

    @Test
    void theTableTellsAllInspectionsWithTheVerdictOfTheLastOperation() {
        run(table());

        long rows = site.tables
                .sql("select count(*) from protheus.qpkt10 where qpk_filial = 'D MG 01'")
                .query(Long.class)
                .single();
        assertThat(hub.quarantined()).isEmpty();
        assertThat(hub.changes(InspectionChange.class)).hasSize((int) rows).allSatisfy(inspection -> {
            assertThat(inspection.operation()).isNull();
            assertThat(inspection.ref().key()).matches("QPK/\\d+");
            assertThat(inspection.verdict() == null).isEqualTo(inspection.status() == Status.PENDING);
        });
        assertThat(hub.changes(InspectionChange.class))
                .extracting(InspectionChange::status)
                .contains(Status.PENDING, Status.APPROVED, Status.REJECTED, Status.OTHER);
        assertThat(hub.changes(InspectionChange.class))
                .filteredOn(inspection -> inspection.status() == Status.REJECTED)
                .extracting(InspectionChange::verdict, InspectionChange::sourceVerdict)
                .containsOnly(tuple(Verdict.REJECTED, "R"));
    }

    @Test
    void theTableTellsAVerdictOfOneOperationAndThenOfAll() {
        run(table());
        String order = site.tables.sql("""
                        select rtrim(qpk_op) from protheus.qpkt10 where qpk_sitop = '' and qpk_um = 'KG' and qpk_filial = 'D MG 01'
                        order by 1 limit 1""").query(String.class).single();

        site.plant.judgeInProtheus(order, "10", "A");
        run(table());
        assertThat(inspections(order)).singleElement().satisfies(inspection -> {
            assertThat(inspection.status()).isEqualTo(Status.PENDING);
            assertThat(inspection.verdict()).isEqualTo(Verdict.APPROVED);
        });

        site.plant.judgeInProtheus(order, "40", "C");
        run(table());
        assertThat(inspections(order)).singleElement().satisfies(inspection -> {
            assertThat(inspection.status()).isEqualTo(Status.OTHER);
            assertThat(inspection.sourceStatus()).isEqualTo("C");
            assertThat(inspection.verdict()).isEqualTo(Verdict.OTHER);
        });
        assertThat(hub.deleted()).isEmpty();
    }
}
