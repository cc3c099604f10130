package io.esteira.plant;

/** A request for data that the server cannot answer. */
final class BadQuery extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    BadQuery(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
