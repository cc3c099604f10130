package io.esteira.outbox;

/** Why a request is refused, of whatever kind; the lists of the contract add what is their own. */
public enum RefusalCode {
    FORBIDDEN,
    INVALID_ID,
    IDEMPOTENCY_KEY_REUSED,
    ORDER_NOT_FOUND,
    ALREADY_REVERSED,
    NOT_SETTLED
}
