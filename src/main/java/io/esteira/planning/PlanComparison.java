package io.esteira.planning;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Targets of a plan as the system in use before the hub has saved them, beside the hub's.
 *
 * @param planId internal id of the plan
 * @param day that the others were saved on, and for which the hub counts days
 * @param dataAsOf when the hub's pieces were computed
 * @param savedDays days of which that system's targets are there, the last first
 */
public record PlanComparison(
        long planId, LocalDate day, Instant dataAsOf, List<LocalDate> savedDays, List<Phase> phases) {

    public PlanComparison {
        savedDays = List.copyOf(savedDays);
        phases = List.copyOf(phases);
    }

    /**
     * One phase.
     *
     * @param former null where that system shows nothing of it
     * @param differences in the order of {@link Measure}
     */
    public record Phase(String code, String name, @Nullable Numbers former, Numbers hub, List<Difference> differences) {

        public Phase {
            differences = List.copyOf(differences);
        }
    }

    /**
     * What is compared. Pieces, but for the days.
     *
     * @param days null without a window, as the daily target is
     */
    public record Numbers(
            BigDecimal forecast,
            BigDecimal toSchedule,
            BigDecimal load,
            BigDecimal queue,
            BigDecimal toProduce,
            @Nullable BigDecimal days,
            @Nullable BigDecimal dailyTarget) {

        static Numbers of(PhaseTarget target) {
            Measures pieces = target.measures();
            return new Numbers(
                    pieces.forecast(),
                    pieces.toSchedule(),
                    pieces.load(),
                    pieces.queue(),
                    pieces.toProduce(),
                    target.days(),
                    target.dailyTarget() == null ? null : new BigDecimal(target.dailyTarget()));
        }
    }

    /** Which of the numbers. */
    public enum Measure {
        FORECAST(Numbers::forecast, Measures::forecast),
        TO_SCHEDULE(Numbers::toSchedule, Measures::toSchedule),
        LOAD(Numbers::load, Measures::load),
        QUEUE(Numbers::queue, Measures::queue),
        TO_PRODUCE(Numbers::toProduce, Measures::toProduce),
        DAYS(Numbers::days, pieces -> null),
        DAILY_TARGET(Numbers::dailyTarget, pieces -> null);

        private final Function<Numbers, @Nullable BigDecimal> ofNumbers;
        private final Function<Measures, @Nullable BigDecimal> ofPieces;

        Measure(Function<Numbers, @Nullable BigDecimal> ofNumbers, Function<Measures, @Nullable BigDecimal> ofPieces) {
            this.ofNumbers = ofNumbers;
            this.ofPieces = ofPieces;
        }

        @Nullable
        BigDecimal of(Numbers numbers) {
            return ofNumbers.apply(numbers);
        }

        /** Of pieces alone; null for what is counted in days. */
        @Nullable
        BigDecimal of(Measures pieces) {
            return ofPieces.apply(pieces);
        }
    }

    /**
     * A number that is another.
     *
     * @param former null where that system shows nothing of the phase
     * @param hub null without a window
     * @param defects that explain it together; UNEXPLAINED where none does
     */
    public record Difference(
            Measure measure,
            @Nullable BigDecimal former,
            @Nullable BigDecimal hub,
            List<PlanningDefect> defects) {

        public Difference {
            defects = List.copyOf(defects);
        }
    }
}
