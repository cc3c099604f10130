package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A production order's header.
 *
 * @param number the number that people use, zeros and letters kept
 * @param item what is made
 * @param status what the source says; the hub refines {@link Status#RELEASED} to in progress when work was posted
 * @param sourceStatus the source's own code of it
 * @param quantity ordered; null where the source gives it by {@link OrderLineChange}
 * @param lot what people call the lot that it belongs to; null for none
 * @param lotCode the lot's code; null for none, or where the source has no codes of lots
 * @param routing which of the item's routings; null where steps come by {@link OrderStepChange}
 * @param currentSequence the step that the order stands at; null where the source does not say
 */
public record OrderChange(
        Ref ref,
        String number,
        Ref item,
        Status status,
        String sourceStatus,
        @Nullable BigDecimal quantity,
        @Nullable String unit,
        @Nullable String lot,
        @Nullable String lotCode,
        @Nullable String type,
        @Nullable String priority,
        @Nullable String routing,
        @Nullable Integer currentSequence,
        @Nullable LocalDate openedOn,
        @Nullable LocalDate plannedStart,
        @Nullable LocalDate plannedEnd,
        @Nullable LocalDate endedOn,
        boolean postingBlocked)
        implements CanonicalChange {

    /** Life of an order. */
    public enum Status {
        /** Planned only: nothing may be posted. */
        PLANNED,
        /** Open for work. */
        RELEASED,
        /** Work has been posted. */
        IN_PROGRESS,
        /** Held by the ERP. */
        SUSPENDED,
        /** Ended by the ERP. */
        CLOSED
    }
}
