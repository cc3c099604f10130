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
import io.esteira.plant.Fault;
import io.esteira.plant.FaultKind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inspections of the simulated plant, by QIP's list and by its tables: what waits, what was decided, and what cannot be told. */
class InspectionReadersTests {

    @TempDir
    Path folder;

    private PlantSite site;
    private FakePolling hub;

    @BeforeEach
    void start() {
        site = new PlantSite(folder);
        hub = new FakePolling(ProtheusContractTests.Mappers.all(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        site.close();
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
        hub.runNow(list());

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
        hub.runNow(list());
        String order = pendingOrders().getFirst();
        site.plant.judgeInProtheus(order, null, "E");

        hub.runNow(list());
        hub.runNow(list());
        hub.runNow(list());

        assertThat(inspections(order)).isNotEmpty().allSatisfy(inspection -> {
            assertThat(inspection.status()).isEqualTo(Status.REJECTED);
            assertThat(inspection.verdict()).isEqualTo(Verdict.REJECTED);
            assertThat(inspection.sourceVerdict()).isEqualTo("R");
        });
        assertThat(hub.deleted()).isEmpty();
    }

    @Test
    void anotherVerdictKeepsItsLetter() {
        hub.runNow(list());
        String order = pendingOrders().getFirst();
        site.plant.judgeInProtheus(order, null, "U");

        hub.runNow(list());

        assertThat(inspections(order)).isNotEmpty().allSatisfy(inspection -> {
            assertThat(inspection.status()).isEqualTo(Status.OTHER);
            assertThat(inspection.sourceStatus()).isEqualTo("U");
            assertThat(inspection.verdict()).isEqualTo(Verdict.OTHER);
        });
    }

    @Test
    void aListThatIsEmptySinceAllIsDecidedTellsAllVerdicts() {
        hub.runNow(list());
        pendingOrders().forEach(order -> site.plant.judgeInProtheus(order, null, "A"));

        hub.runNow(list());

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
        hub.runNow(list());
        String order = pendingOrders().getFirst();
        int unused = site.tables
                .sql(
                        "update protheus.qpkt10 set d_e_l_e_t_ = '*', r_e_c_d_e_l_ = r_e_c_n_o_ where qpk_op = ?::char(14)")
                .param(order)
                .update();

        hub.runNow(list());
        assertThat(hub.deleted()).isEmpty();
        hub.runNow(list());

        assertThat(hub.deleted()).isNotEmpty().allSatisfy(key -> assertThat(key.sourceKey())
                .startsWith("QPK/"));
    }

    @Test
    void anOlderReleaseKnowsNoLaboratory() {
        site.plant.setParameter("QIP_LABORATORY", "0");

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> hub.runNow(list()))
                .withMessageContaining("400");
        hub.runNow(list("inspections.with-laboratory", "false"));

        assertThat(hub.changes(InspectionChange.class)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"F33", "F37"})
    void f37AModuleThatIsOffIsToldAndTakesNothingAway(String fault) {
        hub.runNow(list());
        int known = hub.changes(InspectionChange.class).size();
        site.plant.faults().arm(Fault.always(FaultKind.valueOf(fault)).on("pendinglist"));

        assertThatExceptionOfType(SourceUnavailable.class)
                .isThrownBy(() -> hub.runNow(list()))
                .withMessageContaining(fault.equals("F37") ? "is off (405)" : "(403)")
                .withMessageContaining(fault.equals("F37") ? "nao implantado" : "ja possui laudo");

        assertThat(hub.deleted()).isEmpty();
        assertThat(hub.changes(InspectionChange.class)).hasSize(known);
    }

    @Test
    void theTableTellsAllInspectionsWithTheVerdictOfTheLastOperation() {
        hub.runNow(table());

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
        hub.runNow(table());
        String order = site.tables.sql("""
                        select rtrim(qpk_op) from protheus.qpkt10 where qpk_sitop = '' and qpk_um = 'KG' and qpk_filial = 'D MG 01'
                        order by 1 limit 1""").query(String.class).single();

        site.plant.judgeInProtheus(order, "10", "A");
        hub.runNow(table());
        assertThat(inspections(order)).singleElement().satisfies(inspection -> {
            assertThat(inspection.status()).isEqualTo(Status.PENDING);
            assertThat(inspection.verdict()).isEqualTo(Verdict.APPROVED);
        });

        site.plant.judgeInProtheus(order, "40", "C");
        hub.runNow(table());
        assertThat(inspections(order)).singleElement().satisfies(inspection -> {
            assertThat(inspection.status()).isEqualTo(Status.OTHER);
            assertThat(inspection.sourceStatus()).isEqualTo("C");
            assertThat(inspection.verdict()).isEqualTo(Verdict.OTHER);
        });
        assertThat(hub.deleted()).isEmpty();
    }
}
