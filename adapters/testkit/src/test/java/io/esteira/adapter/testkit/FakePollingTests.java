package io.esteira.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.Watermark;
import io.esteira.adapter.canonical.PhaseChange;
import io.esteira.adapter.canonical.Ref;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakePollingTests {

    private final MutableClock clock = new MutableClock("2026-03-02T12:00:00Z");
    private final ListSource source = new ListSource().with("001", "Corte").with("002", "Costura");
    private final FakePolling hub = new FakePolling(java.util.List.of(source), clock);

    @Test
    void storesMapsAndRemembersHowFarItRead() {
        hub.poll(source);

        assertThat(hub.changes(PhaseChange.class))
                .containsExactly(
                        new PhaseChange(new Ref("001"), "001", "Corte"),
                        new PhaseChange(new Ref("002"), "002", "Costura"));
        assertThat(hub.watermark("list", "MATRIZ", "phases")).isEqualTo(new Watermark("002"));
    }

    @Test
    void skipsWhatItKnowsAndKeepsWhatItCannotMap() {
        hub.poll(source);
        source.with("003", " ");

        hub.runNow(source);

        assertThat(hub.stored("phases")).hasSize(3);
        assertThat(hub.quarantined().keySet()).containsExactly(new FakePolling.Key("list", "MATRIZ", "phases", "003"));
    }

    @Test
    void waitsForTheCadence() {
        hub.poll(source);
        source.with("003", "Lavanderia");

        hub.poll(source);
        assertThat(hub.stored("phases")).hasSize(2);

        clock.pass(Duration.ofMinutes(1));
        hub.poll(source);
        assertThat(hub.stored("phases")).hasSize(3);
    }

    @Test
    void marksDeletedOnlyAfterTwoCompleteRunsAndAPointRead() {
        hub.poll(source);
        source.rows.remove("001");
        FakePolling.Key gone = new FakePolling.Key("list", "MATRIZ", "phases", "001");

        clock.pass(Duration.ofHours(1));
        hub.poll(source);
        assertThat(hub.deleted()).isEmpty();

        clock.pass(Duration.ofHours(1));
        hub.poll(source);
        assertThat(hub.deleted()).containsExactly(gone);
    }

    @Test
    void aRowThatAPointReadFindsHasLeftTheScopeAndIsNotLookedUpAgain() {
        hub.poll(source);
        source.hidden.add("001");

        for (int run = 0; run < 3; run++) {
            clock.pass(Duration.ofHours(1));
            hub.poll(source);
        }

        assertThat(hub.deleted()).isEmpty();
        assertThat(source.pointReads).isEqualTo(1);
    }

    @Test
    void aRunThatFailsLeavesTheWatermark() {
        hub.poll(source);
        source.away = true;

        assertThatThrownBy(() -> hub.runNow(source)).isInstanceOf(SourceUnavailable.class);

        assertThat(hub.watermark("list", "MATRIZ", "phases")).isEqualTo(new Watermark("002"));
        assertThat(hub.stored("phases")).hasSize(2);
    }
}
