package io.esteira.documents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.ResponseError;

/** A document that is not answered. Its message is meant for the caller. */
public final class DocumentRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final String BAD_USER_INPUT = "BAD_USER_INPUT";
    static final String UNKNOWN_DOCUMENT = "UNKNOWN_DOCUMENT";

    private static final String CODE = "code";
    private static final String ALLOW = "allow";
    private static final String RETRY_AFTER = "retryAfter";
    private static final int LONGEST_NAME = 60;

    private final String code;
    private final transient Map<String, Object> more;

    private DocumentRefused(String code, String message, Map<String, Object> more) {
        super(message, null, false, false);
        this.code = code;
        this.more = more;
    }

    static DocumentRefused badInput(String message) {
        return new DocumentRefused(BAD_USER_INPUT, message, Map.of());
    }

    static DocumentRefused badVariable(String name, String message) {
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return new DocumentRefused(
                BAD_USER_INPUT, "The variable `" + shown + "` " + message, Map.of("variable", shown));
    }

    static DocumentRefused unknown() {
        return new DocumentRefused(
                UNKNOWN_DOCUMENT, "No published document has this id: give its name or its SHA-256.", Map.of());
    }

    static DocumentRefused onlyGet() {
        return new DocumentRefused(
                "METHOD_NOT_ALLOWED",
                "Documents are asked with GET here; POST them to /graphql as {\"documentId\": …}.",
                Map.of(ALLOW, "GET, HEAD"));
    }

    static DocumentRefused noQuery() {
        return new DocumentRefused(
                "METHOD_NOT_ALLOWED",
                "GET is for queries; POST this document to /graphql as {\"documentId\": …}.",
                Map.of());
    }

    static DocumentRefused notAcceptable() {
        return new DocumentRefused(
                "NOT_ACCEPTABLE",
                "There are application/json, the same with profile=flat, text/csv, XLSX and Parquet.",
                Map.of());
    }

    static DocumentRefused tooManyRows(long limit) {
        return new DocumentRefused(
                "ROW_LIMIT",
                "The list has more than " + limit + " rows: ask for fewer by its variables.",
                Map.of("limit", limit));
    }

    static DocumentRefused cutWithin(String list) {
        return new DocumentRefused(
                "ROW_LIMIT",
                "A row has more of `" + list + "` than are read at once: leave the list out by rows=, or ask for JSON.",
                Map.of());
    }

    static DocumentRefused tooManyDigits() {
        return badInput("A number has more digits than decimals of Parquet hold: ask for CSV.");
    }

    static DocumentRefused tooOften(long seconds) {
        return new DocumentRefused(
                "RATE_LIMIT", "You ask too often: ask again in " + seconds + " s.", Map.of(RETRY_AFTER, seconds));
    }

    static DocumentRefused internal(String traceId) {
        return new DocumentRefused(
                "INTERNAL", "Something went wrong in the hub: tell IT the trace id.", Map.of("traceId", traceId));
    }

    /** The first of the errors that an answer has. */
    static DocumentRefused by(List<ResponseError> errors) {
        ResponseError first = errors.getFirst();
        Map<String, Object> more = new LinkedHashMap<>(first.getExtensions());
        String code = String.valueOf(more.getOrDefault(CODE, "INTERNAL"));
        more.remove(CODE);
        return new DocumentRefused(code, String.valueOf(first.getMessage()), more);
    }

    /** As errors of the contract have it in {@code extensions.code}. */
    public String code() {
        return code;
    }

    /** Methods for the header {@code Allow}: none at all where the document is no query. */
    String allowed() {
        return String.valueOf(more.getOrDefault(ALLOW, ""));
    }

    /** In seconds, for the header of this name. */
    public String retryAfter() {
        return String.valueOf(more.getOrDefault(RETRY_AFTER, 1));
    }

    public boolean tooCostly() {
        return code.equals("COST_LIMIT");
    }

    /** Of HTTP. */
    public int status() {
        return switch (code) {
            case "UNAUTHENTICATED" -> 401;
            case "FORBIDDEN" -> 403;
            case UNKNOWN_DOCUMENT -> 404;
            case "METHOD_NOT_ALLOWED" -> 405;
            case "NOT_ACCEPTABLE" -> 406;
            case "RATE_LIMIT" -> 429;
            case "INTERNAL" -> 500;
            case "TIMEOUT", "UNAVAILABLE" -> 503;
            default -> 400;
        };
    }

    /** As RFC 9457 has it, and the code. */
    Map<String, Object> problem() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", code);
        problem.put("status", status());
        problem.put("detail", String.valueOf(getMessage()));
        problem.put(CODE, code);
        more.forEach(problem::putIfAbsent);
        return problem;
    }
}
