package io.esteira.production;

/** Closed list of why the hub does not do what was asked of a posting or its delivery. */
public enum PostingRefusalCode {
    FORBIDDEN,
    INVALID_ID,
    IDEMPOTENCY_KEY_REUSED,
    UNKNOWN_COMPANY,
    ORDER_NOT_FOUND,
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
    ALREADY_REVERSED,
    NOT_SETTLED,
    TOO_MANY_ITEMS,
    UNKNOWN_SOURCE,
    DELIVERY_NOT_FOUND,
    NOT_RESENDABLE,
    NOT_CANCELLABLE,
    NOT_CORRECTABLE,
    ERP_KEY_NEEDED,
    ERP_KEY_TAKEN
}
