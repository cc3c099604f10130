package io.esteira.downtime;

/** Closed list of why the hub does not do what was asked of a stop. */
public enum DowntimeRefusalCode {
    FORBIDDEN,
    INVALID_ID,
    IDEMPOTENCY_KEY_REUSED,
    UNKNOWN_COMPANY,
    UNKNOWN_EQUIPMENT,
    UNKNOWN_REASON,
    ORDER_NOT_FOUND,
    UNKNOWN_STEP,
    INVALID_DATE,
    OVERLAPS,
    DOWNTIME_NOT_FOUND,
    ALREADY_REVERSED,
    NOT_SETTLED
}
