package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.platform.Alerts;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Company;
import io.esteira.support.FakeAlerts;
import io.esteira.support.TestDatabase;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What has been committed stands, whatever happens to those who are told of it. */
class CommittedChangesTest {

    private static final Company COMPANY = new Company((short) 1, "MATRIZ", "Matriz", ZoneId.of("America/Sao_Paulo"));

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
        PostingTransactions transactions =
                new PostingTransactions(new JdbcTransactionManager(database), new JdbcTemplate(database), signals);
        AtomicInteger done = new AtomicInteger();

        // when
        String answer = transactions.run(connection -> {
            done.incrementAndGet();
            return PostingTransactions.Outcome.keep("done");
        });

        // then
        assertThat(answer).isEqualTo("done");
        assertThat(done).hasValue(1);
        assertThat(told).hasValue(1);
    }

    @Test
    void isToldLaterWhenAlertsCannotBeRaisedNow() {
        // given
        AwayAtFirst away = new AwayAtFirst(new FakeAlerts());
        PostingAlerts alerts = new PostingAlerts(away, JdbcClient.create(database));
        alerts.tell(
                COMPANY, List.of(new PostingMerge.Oddity(PostingAlerts.DOUBLED, "R1 s2", "the ERP holds it again")));

        // when
        alerts.changed();
        alerts.changed();

        // then
        assertThat(away.raised).isEqualTo(2);
    }

    /** Takes no alert the first time. */
    private static final class AwayAtFirst implements Alerts {

        private final FakeAlerts later;
        private int raised;

        AwayAtFirst(FakeAlerts later) {
            this.later = later;
        }

        @Override
        public void raise(@Nullable Short companyId, String code, String subject, String message) {
            if (raised++ == 0) {
                throw new CannotAcquireLockException("not now");
            }
            later.raise(companyId, code, subject, message);
        }

        @Override
        public List<String> open(String code) {
            return later.open(code);
        }

        @Override
        public void end(String code, String subject) {
            later.end(code, subject);
        }
    }
}
