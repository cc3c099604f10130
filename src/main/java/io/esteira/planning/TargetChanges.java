package io.esteira.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * How targets came from one moment to another.
 *
 * @param planId internal id of the plan
 * @param to the later day; targets of now are as of today
 * @param phases by code
 */
public record TargetChanges(
        long planId, LocalDate from, Instant fromTakenAt, LocalDate to, Instant toTakenAt, List<TargetChange> phases) {

    public TargetChanges {
        phases = List.copyOf(phases);
    }
}
