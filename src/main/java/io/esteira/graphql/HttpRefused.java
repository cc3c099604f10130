package io.esteira.graphql;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** A request over HTTP that never became one of GraphQL. Its message is meant for the caller. */
final class HttpRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient Problem problem;
    private final transient Map<String, String> headers;

    HttpRefused(HttpStatus status, Problem problem, Map<String, String> headers) {
        super(problem.message(), null, false, false);
        this.status = status;
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    static HttpRefused badRequest(String message) {
        return new HttpRefused(HttpStatus.BAD_REQUEST, new Problem("BAD_USER_INPUT", message, Map.of()), Map.of());
    }

    static HttpRefused tooMuch(HttpStatus status, Problem problem) {
        return new HttpRefused(status, problem, Map.of());
    }

    static HttpRefused bodyLimit(ReadProperties limits) {
        long most = limits.maxBody().toBytes();
        return tooMuch(
                HttpStatus.CONTENT_TOO_LARGE,
                Problem.limit("BODY_LIMIT", "The request has more than " + most + " bytes.", most));
    }

    static HttpRefused unknownDocument() {
        return new HttpRefused(HttpStatus.BAD_REQUEST, Problem.unknownDocument(), Map.of());
    }

    static HttpRefused conflict(String code, String message) {
        return new HttpRefused(HttpStatus.CONFLICT, new Problem(code, message, Map.of()), Map.of());
    }

    /** One of another client is told of as one that does not exist. */
    static HttpRefused unknownStream() {
        String message = "You have no event stream of this token: reserve one with PUT.";
        return new HttpRefused(HttpStatus.NOT_FOUND, new Problem("UNKNOWN_STREAM", message, Map.of()), Map.of());
    }

    static HttpRefused streamLimit(String message, int most) {
        return tooMuch(HttpStatus.TOO_MANY_REQUESTS, Problem.limit("STREAM_LIMIT", message, most));
    }

    static HttpRefused mediaType(HttpStatus status, String message) {
        return new HttpRefused(status, new Problem(status.name(), message, Map.of()), Map.of());
    }

    HttpStatus status() {
        return status;
    }

    Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}
