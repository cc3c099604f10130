package io.esteira.downtime;

/** Closed list of why the hub does not do what was asked of a stop, beside {@link io.esteira.outbox.RefusalCode}. */
public enum DowntimeRefusalCode {
    UNKNOWN_COMPANY,
    UNKNOWN_EQUIPMENT,
    UNKNOWN_REASON,
    UNKNOWN_STEP,
    INVALID_DATE,
    OVERLAPS,
    DOWNTIME_NOT_FOUND
}
