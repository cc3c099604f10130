package io.esteira.adapter;

/** The source is away, refuses, or answers something that is not data. Transient: nothing is lost, the run is repeated. */
public class SourceUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SourceUnavailable(String message) {
        super(message);
    }

    public SourceUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
