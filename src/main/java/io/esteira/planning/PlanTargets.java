package io.esteira.planning;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The targets of a plan on a day.
 *
 * @param planId internal id of the plan
 * @param dataAsOf when the pieces were computed
 * @param rulesId internal id of the rules that made them; null for the usual ones
 * @param forecast pieces of finished products that are to be made
 * @param toSchedule pieces of finished products for which there is no order yet
 * @param awaitingRelease pieces of orders that planning has not released: neither load nor queue, and still within what is to be scheduled
 * @param achievedFrom first day of the period of what was achieved
 * @param achievedDays business days of that period
 * @param hoursLeft of today's shift; null where the day is not today, or no shift is left
 * @param shift of the day; null where there is no calendar
 */
public record PlanTargets(
        long planId,
        LocalDate asOf,
        Instant dataAsOf,
        DemandModel demandModel,
        @Nullable Long rulesId,
        BigDecimal forecast,
        BigDecimal toSchedule,
        BigDecimal awaitingRelease,
        LocalDate achievedFrom,
        LocalDate achievedTo,
        BigDecimal achievedDays,
        @Nullable BigDecimal hoursLeft,
        @Nullable Shift shift,
        List<PhaseTarget> phases) {

    public PlanTargets {
        phases = List.copyOf(phases);
    }

    /** @param rows the first is the plan in all, as {@link TargetStatement#rows} has it */
    static PlanTargets of(
            long planId,
            Instant dataAsOf,
            PlanBasis basis,
            TargetScope scope,
            List<TargetRow> rows,
            WorkDays workDays,
            BigDecimal achievedDays,
            @Nullable BigDecimal hoursLeft,
            @Nullable Shift shift) {
        Measures whole = rows.getFirst().measures();
        List<PlanBasis.Window> windows = basis.schedule().windows().stream()
                .filter(window -> scope.phase() == null || scope.phase().equals(window.phase()))
                .toList();
        return new PlanTargets(
                planId,
                scope.asOf(),
                dataAsOf,
                basis.contents().demandModel(),
                basis.rules().id(),
                whole.forecast(),
                whole.toSchedule(),
                whole.load(),
                scope.achievedFrom(),
                scope.achievedTo(),
                achievedDays,
                hoursLeft,
                shift,
                TargetTree.phases(rows.subList(1, rows.size()), windows, workDays, scope.asOf(), basis.presentation()));
    }
}
