package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.canonical.ItemChange;
import io.esteira.adapter.canonical.ItemExcerptChange;
import io.esteira.adapter.canonical.PhaseChange;
import io.esteira.adapter.canonical.RoutingStepChange;
import io.esteira.adapter.testkit.FakePolling;
import io.esteira.adapter.testkit.MutableClock;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What MRP mirrors of items and routings says the same as their tables, as far as it says anything. */
class MirrorListTests {

    @TempDir
    static Path folder;

    private static ProtheusPlant site;

    private final MutableClock clock = new MutableClock("2026-12-01T00:00:00Z");
    private final FakePolling hub = new FakePolling(ProtheusSamplesTests.mappers(), clock);
    private final FakePolling tables = new FakePolling(ProtheusSamplesTests.mappers(), Clock.systemUTC());
    private ProtheusConnection protheus;

    @BeforeAll
    static void start() {
        site = new ProtheusPlant(folder);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void nothingFails() {
        site.plant.faults().clear();
        protheus = site.connection("retries", "0", "page-size", "7");
    }

    private SourceReader reader(MirrorList list) {
        return new ListReader(list, Duration.ofHours(1), Set.of(), protheus);
    }

    @Test
    void productsHaveCodeKindAndWhetherTheyMayBeUsed() {
        hub.runNow(reader(MirrorList.PRODUCTS));
        tables.runNow(WholeTableReader.items(protheus));

        List<ItemExcerptChange> known = tables.changes(ItemChange.class).stream()
                .map(item -> new ItemExcerptChange(item.ref(), item.code(), item.kind(), item.active()))
                .toList();
        assertThat(hub.changes(ItemExcerptChange.class)).containsExactlyInAnyOrderElementsOf(known);
        assertThat(hub.quarantined()).isEmpty();
    }

    @Test
    void routingsHaveTheStepsOfTheTableUnderItsKeysWithoutNamesAndMachines() {
        hub.runNow(reader(MirrorList.ROUTINGS));
        tables.runNow(WholeTableReader.routing(Set.of(), protheus));

        List<RoutingStepChange> known = tables.changes(RoutingStepChange.class).stream()
                .map(step -> new RoutingStepChange(
                        step.ref(),
                        step.item(),
                        step.routing(),
                        step.sequence(),
                        step.operation(),
                        step.phase(),
                        null,
                        null))
                .toList();
        assertThat(hub.changes(RoutingStepChange.class)).containsExactlyInAnyOrderElementsOf(known);
        assertThat(hub.quarantined()).isEmpty();
    }

    @Test
    void workCentresAreThoseThatRoutingsNameCalledByTheirCodes() {
        hub.runNow(reader(MirrorList.WORK_CENTRES));

        assertThat(hub.changes(PhaseChange.class))
                .extracting(PhaseChange::code)
                .containsExactlyInAnyOrder("PAST", "COAG", "FERM", "SALGA", "EMBAL");
        assertThat(hub.changes(PhaseChange.class))
                .allSatisfy(phase -> assertThat(phase.name()).isEqualTo(phase.code()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "items"})
    void f07AMirrorThatIsEmptyIsToldAndTakesNothingAway(String variant) {
        hub.runNow(reader(MirrorList.ROUTINGS));
        site.plant.faults().arm(Fault.always(FaultKind.F07).as(variant).on("mrprouting"));

        for (MirrorList list : List.of(MirrorList.ROUTINGS, MirrorList.WORK_CENTRES)) {
            assertThatExceptionOfType(SourceUnavailable.class)
                    .isThrownBy(() -> hub.runNow(reader(list)))
                    .withMessageContaining("mrprouting lists nothing");
        }
        assertThat(hub.deleted()).isEmpty();
    }

    @Test
    void f34WhatTheServiceRefusesIsForAPersonAndTheRestIsRead() {
        site.plant.faults().arm(Fault.once(FaultKind.F34).on("mrpproduct"));
        site.plant.faults().arm(Fault.once(FaultKind.F34).on("mrprouting"));

        hub.runNow(reader(MirrorList.PRODUCTS));
        hub.runNow(reader(MirrorList.ROUTINGS));

        assertThat(hub.quarantined().values()).hasSize(2).allSatisfy(issues -> assertThat(
                        issues.getFirst().message())
                .contains("Registro invalido na base do MRP"));
        assertThat(hub.changes(ItemExcerptChange.class)).isNotEmpty();
        assertThat(hub.changes(RoutingStepChange.class)).isNotEmpty();
    }

    @Test
    void aStepThatItsRoutingDoesNotNameAnyMoreIsGoneAndAProductNever() {
        assertThat(reader(MirrorList.ROUTINGS).detectsDeletion()).isTrue();
        assertThat(reader(MirrorList.PRODUCTS).detectsDeletion()).isFalse();
        assertThat(reader(MirrorList.WORK_CENTRES).detectsDeletion()).isFalse();
        hub.runNow(reader(MirrorList.ROUTINGS));
        int unused = site.tables
                .sql(
                        "update protheus.sg2t10 set d_e_l_e_t_ = '*' where g2_operac = '20' and g2_produto = 'PA0170001'::char(15)")
                .update();

        for (int run = 0; run < 2; run++) {
            clock.pass(Duration.ofHours(2));
            hub.runNow(reader(MirrorList.ROUTINGS));
        }

        assertThat(hub.deleted()).singleElement().satisfies(key -> assertThat(key.sourceKey())
                .isEqualTo("PA0170001|01|20"));
        unused += site.tables.sql("update protheus.sg2t10 set d_e_l_e_t_ = ''").update();
    }
}
