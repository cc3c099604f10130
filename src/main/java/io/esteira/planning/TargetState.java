package io.esteira.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Targets of a moment with all that they were made of, kept or computed just now.
 *
 * @param phases without parts
 */
record TargetState(
        LocalDate asOf,
        Instant takenAt,
        PlanBasis basis,
        WorkDays workDays,
        List<PhaseTarget> phases,
        List<DemandPart> demand) {

    Map<String, PhaseTarget> byPhase() {
        return phases.stream().collect(Collectors.toMap(PhaseTarget::code, Function.identity()));
    }

    Map<DemandPart.Key, DemandPart> byProduct() {
        return demand.stream().collect(Collectors.toMap(DemandPart::key, Function.identity()));
    }
}
