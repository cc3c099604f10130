package io.esteira.outbox;

import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Traces;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs what changes postings or deliveries in one transaction of its own, again when another was faster, and
 * signals the change after the commit.
 */
@Component
public class OutboxTransactions {

    private static final int ATTEMPTS = 4;

    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;
    private final ChangeSignals signals;
    private final Traces traces;

    OutboxTransactions(
            PlatformTransactionManager transactions, JdbcTemplate jdbc, ChangeSignals signals, Traces traces) {
        this.transactions = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
        this.signals = signals;
        this.traces = traces;
    }

    /** What to do on the transaction's connection. */
    @FunctionalInterface
    public interface Work<T> {
        Outcome<T> on(Connection connection) throws SQLException;
    }

    /** What came of it, and whether it is to be kept. */
    public record Outcome<T>(T value, boolean keep) {

        public static <T> Outcome<T> keep(T value) {
            return new Outcome<>(value, true);
        }

        public static <T> Outcome<T> undo(T value) {
            return new Outcome<>(value, false);
        }
    }

    public <T> T run(Work<T> work) {
        Outcome<T> outcome = traces.step("sql outbox", () -> untilNoneWasFaster(work));
        if (outcome.keep()) {
            signals.changed();
        }
        return outcome.value();
    }

    private <T> Outcome<T> untilNoneWasFaster(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (ConcurrencyFailureException | DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private <T> Outcome<T> once(Work<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Outcome<T> done = Objects.requireNonNull(jdbc.execute((Connection connection) -> work.on(connection)));
            if (!done.keep()) {
                status.setRollbackOnly();
            }
            return done;
        }));
    }
}
