package io.esteira.planning;

/** Targets that cannot be computed as they were asked for; the message says what the caller has to mend. */
public final class TargetsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TargetsRefused(String message) {
        super(message);
    }
}
