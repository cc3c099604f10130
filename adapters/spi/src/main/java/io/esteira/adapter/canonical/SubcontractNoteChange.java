package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Pieces of an order that went to a subcontractor or came back, by a fiscal document.
 *
 * @param phase what was done there
 * @param day of the document for what was sent, of arrival for what came back
 */
public record SubcontractNoteChange(
        Ref ref, Ref subcontractor, Ref order, Ref phase, Direction direction, LocalDate day, BigDecimal pieces)
        implements CanonicalChange {

    /** Which way the pieces went. */
    public enum Direction {
        SENT,
        RETURNED
    }
}
