package io.esteira.telemetry;

import static io.esteira.telemetry.CounterSequence.Kind.COUNT;
import static io.esteira.telemetry.CounterSequence.Kind.DUPLICATE;
import static io.esteira.telemetry.CounterSequence.Kind.FIRST;
import static io.esteira.telemetry.CounterSequence.Kind.LATE;
import static io.esteira.telemetry.CounterSequence.Kind.PRODUCT_CHANGE;
import static io.esteira.telemetry.CounterSequence.Kind.RESTART;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.telemetry.CounterSequence.Reading;
import io.esteira.telemetry.CounterSequence.Step;
import io.esteira.telemetry.SimulatedMachine.Made;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CounterSequenceTests {

    private static final Instant START = Instant.parse("2026-11-16T06:00:00Z");

    @Test
    void workedExampleGivesThreeOfAAndThreeOfB() {
        // Given (A,0)(A,1)(A,1)(A,3)(A,2 late)(B,0)(B,1)(B,0 restart)(B,2)
        List<Reading> delivered = List.of(
                at(0, "A", 0),
                at(1, "A", 1),
                at(1, "A", 1),
                at(3, "A", 3),
                at(2, "A", 2),
                at(4, "B", 0),
                at(5, "B", 1),
                at(6, "B", 0),
                at(7, "B", 2));

        // When
        List<Step> steps = steps(delivered);

        // Then
        assertThat(steps)
                .extracting(Step::kind)
                .containsExactly(FIRST, COUNT, DUPLICATE, COUNT, LATE, PRODUCT_CHANGE, COUNT, RESTART, COUNT);
        assertThat(totals(delivered)).isEqualTo(Map.of("A", new Made(3, 0), "B", new Made(3, 0)));
    }

    @Test
    void theFirstReadingAddsNothingSinceWhereItStoodBeforeIsUnknown() {
        assertThat(totals(List.of(at(0, "A", 500)))).isEqualTo(Map.of("A", new Made(0, 0)));
    }

    @Test
    void whatANewProductShowsAtOnceCounts() {
        assertThat(totals(List.of(at(0, "A", 500), at(1, "B", 2))))
                .isEqualTo(Map.of("A", new Made(0, 0), "B", new Made(2, 0)));
    }

    @Test
    void whatARestartedCounterShowsAtOnceCounts() {
        assertThat(totals(List.of(at(0, "A", 500), at(1, "A", 7)))).isEqualTo(Map.of("A", new Made(7, 0)));
    }

    @Test
    void anEqualStampWithOtherContentIsLate() {
        assertThat(steps(List.of(at(0, "A", 1), at(0, "A", 2))))
                .extracting(Step::kind)
                .containsExactly(FIRST, LATE);
    }

    @Test
    void anOldReadingOfTheProductBeforeChangesNothing() {
        // Given
        List<Reading> delivered = List.of(at(0, "A", 0), at(2, "A", 5), at(3, "B", 1), at(1, "A", 3), at(4, "B", 2));

        // Then
        assertThat(totals(delivered)).isEqualTo(Map.of("A", new Made(5, 0), "B", new Made(2, 0)));
    }

    @Test
    void aNewerStampWithTheSameCountAddsNothing() {
        assertThat(steps(List.of(at(0, "A", 5), at(1, "A", 5))).getLast())
                .extracting(Step::kind, Step::goodDelta, Step::advances)
                .containsExactly(COUNT, 0L, true);
    }

    @Test
    void aPieceMovedFromGoodToRejectedIsNoRestart() {
        // Given
        var machine = new CounterSequence(new Reading("A", START, 100, 4));

        // When one of the hundred is found bad, and one more is made
        Step step = machine.next(new Reading("A", START.plusSeconds(1), 100, 5));
        Step moved = step.after().next(new Reading("A", START.plusSeconds(2), 99, 6));

        // Then
        assertThat(moved)
                .extracting(Step::kind, Step::goodDelta, Step::badDelta)
                .containsExactly(COUNT, -1L, 1L);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyInterleavingOfRepeatsGivesWhatTheMachineReallyMade(long seed) {
        // Given
        var machine = new SimulatedMachine(new Random(seed), 200);

        // Then
        assertThat(totals(machine.readings())).isEqualTo(machine.made());
        assertThat(totals(machine.deliveredCarelessly())).isEqualTo(machine.made());
    }

    static List<Long> seeds() {
        return new Random(20261122).longs(200).boxed().toList();
    }

    private static List<Step> steps(List<Reading> delivered) {
        List<Step> steps = new ArrayList<>();
        CounterSequence sequence = CounterSequence.UNKNOWN;
        for (Reading reading : delivered) {
            Step step = sequence.next(reading);
            steps.add(step);
            sequence = step.after();
        }
        return steps;
    }

    private static Map<String, Made> totals(List<Reading> delivered) {
        Map<String, Made> totals = new TreeMap<>();
        List<Step> steps = steps(delivered);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            totals.merge(
                    delivered.get(i).product(),
                    new Made(step.goodDelta(), step.badDelta()),
                    (old, more) -> old.plus(more.good(), more.bad()));
        }
        return totals;
    }

    private static Reading at(int second, String product, long good) {
        return new Reading(product, START.plusSeconds(second), good, 0);
    }
}
