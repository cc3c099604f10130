package io.esteira.production;

import io.esteira.platform.ChangeSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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
public class PostingTransactions {

    private static final int ATTEMPTS = 4;

    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;
    private final List<ChangeSignal> signals;

    PostingTransactions(PlatformTransactionManager transactions, JdbcTemplate jdbc, List<ChangeSignal> signals) {
        this.transactions = new TransactionTemplate(transactions);
        this.jdbc = jdbc;
        this.signals = List.copyOf(signals);
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

    private <T> T once(Work<T> work) {
        Outcome<T> outcome = Objects.requireNonNull(transactions.execute(status -> {
            Outcome<T> done = Objects.requireNonNull(jdbc.execute((Connection connection) -> work.on(connection)));
            if (!done.keep()) {
                status.setRollbackOnly();
            }
            return done;
        }));
        if (outcome.keep()) {
            signals.forEach(ChangeSignal::changed);
        }
        return outcome.value();
    }
}
