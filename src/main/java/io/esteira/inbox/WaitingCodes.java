package io.esteira.inbox;

/**
 * Keeps entries of the quarantine that stand for a code instead of a record: what uses the code is kept elsewhere and waits for the code to
 * mean something.
 */
@FunctionalInterface
public interface WaitingCodes {

    /** Uses what waits, as far as its code means something by now, and ends these entries. Doing it twice is harmless. */
    void retry();
}
