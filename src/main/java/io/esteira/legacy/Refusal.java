package io.esteira.legacy;

import org.springframework.http.HttpStatus;

/** Why an address answers nothing, in Portuguese, as its screens show it. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;

    private Refusal(HttpStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** What was asked for cannot be answered; the old system says so with 200. */
    static Refusal of(String message) {
        return new Refusal(HttpStatus.OK, message);
    }

    /** What no screen sends. */
    static Refusal malformed(String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, message);
    }

    HttpStatus status() {
        return status;
    }
}
