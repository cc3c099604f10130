package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.delivery.ReadBack;
import io.esteira.adapter.delivery.ReadBack.Alike;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two postings that are alike, at a source that tells them apart by nothing. */
class OwnRowsTest {

    private static final OwnRows NOTHING_KNOWN = new OwnRows(Set.of(), Set.of(), null, false);

    private static Alike rows(String... keys) {
        return new Alike(List.of(keys), List.of());
    }

    private static Alike pending(String... keys) {
        return new Alike(List.of(), List.of(keys));
    }

    @Test
    void theOnlyRowIsItsOwn() {
        assertThat(NOTHING_KNOWN.of(rows("R1"))).isEqualTo(new ReadBack.Found("R1"));
    }

    @Test
    void aRowOfAnotherIsNotItsOwn() {
        OwnRows known = new OwnRows(Set.of("R1"), Set.of(), null, false);

        assertThat(known.of(rows("R1"))).isEqualTo(new ReadBack.Absent());
        assertThat(known.of(rows("R1", "R2"))).isEqualTo(new ReadBack.Found("R2"));
    }

    @Test
    void ofTwoRowsThatAreNobodysAPersonChooses() {
        assertThat(NOTHING_KNOWN.of(rows("R1", "R2"))).isEqualTo(new ReadBack.Several(List.of("R1", "R2")));
    }

    @Test
    void theOnlyRowIsForAPersonWhereAnotherIsThereAndNobodyKnowsAsWhich() {
        OwnRows known = new OwnRows(Set.of(), Set.of(), null, true);

        assertThat(known.of(rows("R1"))).isEqualTo(new ReadBack.Several(List.of("R1")));
        assertThat(known.of(rows())).isEqualTo(new ReadBack.Absent());
    }

    @Test
    void itIsPendingAsLongAsItsOwnRowIsWhateverElseFits() {
        OwnRows known = new OwnRows(Set.of(), Set.of(), "P2", false);

        assertThat(known.of(new Alike(List.of("R1"), List.of("P1", "P2")))).isEqualTo(new ReadBack.Pending("P2"));
    }

    @Test
    void aRowCountsOnceItsOwnIsNoLongerPending() {
        OwnRows known = new OwnRows(Set.of(), Set.of(), "P2", false);

        assertThat(known.of(new Alike(List.of("R1"), List.of("P1")))).isEqualTo(new ReadBack.Found("R1"));
    }

    @Test
    void aPendingRowOfAnotherIsNotItsOwn() {
        OwnRows known = new OwnRows(Set.of(), Set.of("P1"), null, false);

        assertThat(known.of(pending("P1"))).isEqualTo(new ReadBack.Absent());
        assertThat(known.of(pending("P1", "P2"))).isEqualTo(new ReadBack.Pending("P2"));
    }

    @Test
    void whatIsPendingUnseenIsToldWithItsAbsence() {
        assertThat(NOTHING_KNOWN.of(new Alike(List.of(), List.of(), false))).isEqualTo(new ReadBack.Absent(false));
    }
}
