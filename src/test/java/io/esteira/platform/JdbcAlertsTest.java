package io.esteira.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.TestDatabase;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class JdbcAlertsTest {

    @Test
    void anAlertThatIsRaisedAgainAndAgainIsOneLineOfTheLog() {
        String subject = UUID.randomUUID().toString();
        Logger logger = (Logger) LoggerFactory.getLogger(JdbcAlerts.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try (HikariDataSource database = TestDatabase.create()) {
            JdbcClient jdbc = JdbcClient.create(database);
            JdbcAlerts alerts = new JdbcAlerts(jdbc, new JdbcTransactionManager(database));

            alerts.raise(null, "TEST", subject, "after 1 try");
            alerts.raise(null, "TEST", subject, "after 2 tries");
            alerts.end("TEST", subject);
            alerts.raise(null, "TEST", subject, "after 3 tries");

            assertThat(jdbc.sql("select message || '|' || times from hub.alert where subject = ? order by id")
                            .param(subject)
                            .query(String.class)
                            .list())
                    .containsExactly("after 2 tries|2", "after 3 tries|1");
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.contains(subject))
                .satisfiesExactly(line -> assertThat(line).endsWith("after 1 try"), line -> assertThat(line)
                        .endsWith("after 3 tries"));
    }
}
