package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An inspection of what an order makes: of one operation where the source tells inspections by operation, of all of it where not.
 *
 * @param order null where the source names none
 * @param item what is inspected
 * @param operation the operation that is inspected, in the words of quality, which need not be those of the routing; null for all of them
 * @param operationName what is done there
 * @param equipment where it is done, as the source calls it
 * @param lot null where the item has none
 * @param lotSize how much is inspected; null where the source does not say
 * @param createdOn day on which the inspection was opened
 * @param producedOn day on which the lot was made
 * @param revision of the item's specification
 * @param sourceStatus the source's own code of the status
 * @param verdict what was decided of the operation, or of the last one that was decided where all are told together; null while open
 * @param sourceVerdict the source's own code of the verdict; null while open
 * @param customer for whom it is made, as the source calls them
 */
public record InspectionChange(
        Ref ref,
        @Nullable Ref order,
        Ref item,
        @Nullable String operation,
        @Nullable String operationName,
        @Nullable String equipment,
        @Nullable String lot,
        @Nullable String serialNumber,
        @Nullable BigDecimal lotSize,
        @Nullable String unit,
        @Nullable LocalDate createdOn,
        @Nullable LocalDate producedOn,
        @Nullable String revision,
        Status status,
        String sourceStatus,
        @Nullable Verdict verdict,
        @Nullable String sourceVerdict,
        @Nullable String customer)
        implements CanonicalChange {

    /** How far an inspection is. */
    public enum Status {
        /** Nothing was measured yet. */
        NOT_STARTED,
        /** Something was measured, nothing is decided. */
        IN_PROGRESS,
        /** Nothing is decided; whether anything was measured the source does not tell. */
        PENDING,
        /** What was inspected is good. */
        APPROVED,
        /** What was inspected is not good. */
        REJECTED,
        /** Decided in another way; the source's own code says which. */
        OTHER
    }

    /** What was decided. */
    public enum Verdict {
        APPROVED,
        REJECTED,
        /** Another decision; the source's own code says which. */
        OTHER
    }
}
