package io.esteira.subcontracting;

/** How far an order is at its subcontractor. */
public enum SubcontractStatus {
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
