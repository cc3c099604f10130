package io.esteira.platform;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database of the hub that cannot serve now, which passes, from mistakes in what it was asked. */
public final class DatabaseAway {

    /** How SQLSTATEs begin where it does not answer, has no room left, is being stopped, or cannot use its disk. */
    private static final List<String> STATES = List.of("08", "53", "57P", "58");

    private DatabaseAway() {}

    /** Whether it lies behind a failure; of a source's database too where an adapter lets its SQL failure through, which none does. */
    public static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = reasonOf(cause)) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException refusal
                            && STATES.stream().anyMatch(String.valueOf(refusal.getSQLState())::startsWith)) {
                return true;
            }
        }
        return false;
    }

    /** Where the connection is lost it cannot be rolled back either, which hides why. */
    private static @Nullable Throwable reasonOf(Throwable failure) {
        return failure instanceof TransactionSystemException rollback && rollback.getApplicationException() != null
                ? rollback.getApplicationException()
                : failure.getCause();
    }
}
