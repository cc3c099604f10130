package io.esteira.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A read that the caller may not make, or that asks for what cannot be. Its message is meant for the caller. */
public final class ReadRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Stable codes of {@code errors[].extensions.code}. */
    public enum Code {
        FORBIDDEN,
        UNAUTHENTICATED,
        BAD_USER_INPUT,
        COST_LIMIT,
        SUBSCRIPTION_LIMIT,
        TIMEOUT,
        TOO_SLOW
    }

    private final Code code;
    private final transient Map<String, Object> extensions;

    private ReadRefused(Code code, String message, Map<String, Object> extensions, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.code = code;
        this.extensions = Map.copyOf(extensions);
    }

    public static ReadRefused badInput(String message) {
        return new ReadRefused(Code.BAD_USER_INPUT, message, Map.of(), null);
    }

    static ReadRefused forbidden(String type) {
        return new ReadRefused(Code.FORBIDDEN, "Your roles do not allow you to read " + type + ".", Map.of(), null);
    }

    public static ReadRefused tokenEnded() {
        return new ReadRefused(
                Code.UNAUTHENTICATED, "Your token has ended: connect again with a new one.", Map.of(), null);
    }

    static ReadRefused tooCostly(long limit) {
        String message = "The query may return more than " + limit + " rows: ask for fewer with `first`.";
        return new ReadRefused(Code.COST_LIMIT, message, Map.of("limit", limit), null);
    }

    static ReadRefused tooManyGroups(int limit) {
        String message = "There are more than " + limit + " groups: group by less, or give a `limit` and an `orderBy`.";
        return new ReadRefused(Code.COST_LIMIT, message, Map.of("limit", limit), null);
    }

    static ReadRefused tooManyRows(String list, int limit) {
        String message = "A list `" + list + "` has more than " + limit + " rows: ask for some of them with `where`.";
        return new ReadRefused(Code.COST_LIMIT, message, Map.of("limit", limit), null);
    }

    static ReadRefused tooManySubscriptions(int limit) {
        String message = "You have " + limit + " subscriptions: end one before you begin another.";
        return new ReadRefused(Code.SUBSCRIPTION_LIMIT, message, Map.of("limit", limit), null);
    }

    static ReadRefused tooLong(int bytes) {
        String message = "The answer about the schema has more than " + bytes + " bytes: ask for less of it.";
        return new ReadRefused(Code.COST_LIMIT, message, Map.of("limit", bytes), null);
    }

    static ReadRefused timedOut(long seconds, @Nullable Throwable cause) {
        String message = "The read took longer than " + seconds + " s: ask for less.";
        return new ReadRefused(Code.TIMEOUT, message, Map.of("limit", seconds), cause);
    }

    static ReadRefused tooSlow() {
        return new ReadRefused(
                Code.TOO_SLOW, "Changes come faster than you take them: subscribe again.", Map.of(), null);
    }

    public Code code() {
        return code;
    }

    /** What more to tell, by name; the code is not among it. */
    public Map<String, Object> extensions() {
        return extensions;
    }
}
