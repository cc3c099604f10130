package io.esteira.platform;

/** Finds out who is asking. */
public interface Callers {

    /**
     * The caller of the current request.
     *
     * @throws IllegalStateException when nobody is: such a request must not have come so far
     */
    Caller current();
}
