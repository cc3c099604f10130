package io.esteira.planning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which targets of subcontractors are asked for; what is null is as the plan says.
 *
 * @param phase its code; that of a phase which is folded into another means the other
 * @param asOf day for which windows and calendars count; null for today. The data are those of now
 * @param collections labels whose orders are in the queue; an empty list is all
 * @param capacities what would be in place of what is agreed; nothing of it is kept
 * @param achievedFrom first day of what was sent and given back; null for the day itself
 */
public record SubcontractorRequest(
        String phase,
        @Nullable LocalDate asOf,
        @Nullable List<String> collections,
        @Nullable LocalDate achievedFrom,
        @Nullable LocalDate achievedTo,
        List<Capacity> capacities) {

    /** Pieces that a subcontractor would make in a day. */
    public record Capacity(String subcontractor, String category, BigDecimal piecesPerDay) {}

    public SubcontractorRequest {
        capacities = List.copyOf(capacities);
    }

    /** The targets that are shared out: those of the phase by category. */
    TargetRequest targets() {
        return new TargetRequest(asOf, null, collections, achievedFrom, achievedTo, phase, 2);
    }
}
