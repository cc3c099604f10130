package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.platform.Alerts;
import io.esteira.platform.Company;
import io.esteira.support.FakeAlerts;
import io.esteira.support.TestDatabase;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has been committed is told, also where that has to wait. */
class PostingAlertsTest {

    private static final Company COMPANY = new Company((short) 1, "MATRIZ", "Matriz", ZoneId.of("America/Sao_Paulo"));

    private final HikariDataSource database = TestDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isToldLaterWhenAlertsCannotBeRaisedNow() {
        // given
        AwayAtFirst away = new AwayAtFirst(new FakeAlerts());
        PostingAlerts alerts = new PostingAlerts(away, JdbcClient.create(database));
        alerts.tell(
                COMPANY,
                List.of(new PostingMerge.Oddity(
                        PostingAlerts.DOUBLED, "R1 s2", "the ERP holds it again", "the ERP holds it again")));

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
        public void raise(@Nullable Short companyId, String code, String subject, Words words) {
            if (raised++ == 0) {
                throw new CannotAcquireLockException("not now");
            }
            later.raise(companyId, code, subject, words);
        }

        @Override
        public void hold(String code, @Nullable String instance, List<Found> found) {
            later.hold(code, instance, found);
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
