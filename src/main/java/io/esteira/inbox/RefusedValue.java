package io.esteira.inbox;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells a value that the database does not take, which is the record's fault, from failures that are not. */
final class RefusedValue {

    private RefusedValue() {}

    /** Data exception, integrity violation, or a value beyond the database's limits. */
    static boolean caused(Throwable failure) {
        return find(failure).isPresent();
    }

    static String message(Throwable failure) {
        return "the hub's database does not take it: "
                + find(failure).map(SQLException::getMessage).orElse("");
    }

    private static Optional<SQLException> find(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && isOfData(refused.getSQLState())) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    private static boolean isOfData(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }
}
