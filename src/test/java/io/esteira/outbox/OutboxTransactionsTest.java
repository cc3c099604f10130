package io.esteira.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Traces;
import io.esteira.support.TestDatabase;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What has been committed stands, whatever happens to those who are told of it. */
class OutboxTransactionsTest {

    private final HikariDataSource database = TestDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isNotDoneAgainWhenASignalFails() {
        // given one that is told of changes and fails, before another
        AtomicInteger told = new AtomicInteger();
        ChangeSignals signals = new ChangeSignals(List.of(
                () -> {
                    throw new CannotAcquireLockException("the one who waits meets a deadlock");
                },
                told::incrementAndGet));
        OutboxTransactions transactions = new OutboxTransactions(
                new JdbcTransactionManager(database), new JdbcTemplate(database), signals, Traces.none());
        AtomicInteger done = new AtomicInteger();

        // when
        String answer = transactions.run(connection -> {
            done.incrementAndGet();
            return OutboxTransactions.Outcome.keep("done");
        });

        // then
        assertThat(answer).isEqualTo("done");
        assertThat(done).hasValue(1);
        assertThat(told).hasValue(1);
    }
}
