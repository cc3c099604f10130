package io.esteira.adapter.canonical;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How far an order was at its subcontractor, as a person told another planning system, which does not say whose subcontractor it is.
 *
 * @param order the number that people use, which is that of the ERP
 * @param superseded it was told no more when it was read: something else had been told since
 * @param promisedOn day on which the pieces are to come back; null where none was promised
 * @param toldAt by the clocks of the company; the beginning of the day where only that is known
 * @param toldBy null where that is not known
 */
public record SubcontractStatusChange(
        Ref ref,
        String order,
        Status status,
        boolean superseded,
        @Nullable String note,
        @Nullable LocalDate promisedOn,
        LocalDateTime toldAt,
        @Nullable String toldBy)
        implements CanonicalChange {

    /** How far it is. */
    public enum Status {
        NOT_REPORTED,
        NOT_STARTED,
        PREPARING,
        SEWING,
        FINISHING,
        AWAITING_REPLACEMENT,
        FINISHED,
        COLLECTED,
        REPAIRING
    }
}
