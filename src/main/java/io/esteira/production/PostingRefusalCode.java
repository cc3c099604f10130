package io.esteira.production;

/** Closed list of why the hub does not do what was asked of a posting or its delivery, beside {@link io.esteira.outbox.RefusalCode}. */
public enum PostingRefusalCode {
    UNKNOWN_COMPANY,
    ORDER_PLANNED,
    ORDER_SUSPENDED,
    ORDER_BLOCKED,
    ORDER_CLOSED,
    UNKNOWN_PHASE,
    STEP_COMPLETED,
    UNKNOWN_REASON,
    INVALID_QUANTITY,
    INVALID_DATE,
    OVER_PRODUCTION,
    POSTING_NOT_FOUND,
    TOO_MANY_ITEMS,
    UNKNOWN_SOURCE,
    DELIVERY_NOT_FOUND,
    NOT_RESENDABLE,
    NOT_CANCELLABLE,
    NOT_CORRECTABLE,
    ERP_KEY_NEEDED,
    ERP_KEY_TAKEN
}
