package io.esteira.reconciliation;

/**
 * A comparison that this instance has taken on.
 *
 * @param attempt fences: who took it on later writes, and nobody else
 */
record Claimed(long id, short stream, short company, int attempt) {}
