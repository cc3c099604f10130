package io.esteira.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.TestDatabase;
import java.util.List;
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

            alerts.raise(null, "TEST", subject, new Alerts.Words("after 1 try", "de novo"));
            alerts.raise(null, "TEST", subject, new Alerts.Words("after 2 tries", "de novo"));
            alerts.end("TEST", subject);
            alerts.raise(null, "TEST", subject, new Alerts.Words("after 3 tries", "de novo"));

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

    @Test
    void whatHoldsStaysOneAlertAndEndsWhenItIsFoundNoMore() {
        try (HikariDataSource database = TestDatabase.create()) {
            JdbcClient jdbc = JdbcClient.create(database);
            JdbcAlerts alerts = new JdbcAlerts(jdbc, new JdbcTransactionManager(database));

            jdbc.sql("insert into hub.company (code, name, zone) values ('C1', 'One', 'UTC'), ('C2', 'Two', 'UTC')")
                    .update();

            alerts.hold("C", null, List.of(found("one", "a"), found("two", "b")));
            alerts.hold("C", "1@here", List.of(found("mine", "c")));
            alerts.hold("C", null, List.of(found("one", "a")));
            alerts.hold("C", null, List.of(found("one", "a, and more")));

            assertThat(open(jdbc)).containsExactly("one|a, and more|1", "mine|c|1");
            assertThat(changes(jdbc)).containsExactly("one I", "two I", "mine I", "two U", "one U");

            alerts.hold("C", null, List.of());
            alerts.hold("C", "1@here", List.of());
            alerts.hold("C", null, List.of(found("one", "a")));
            assertThat(open(jdbc)).containsExactly("one|a|1");
        }
    }

    private static Alerts.Found found(String subject, String message) {
        return new Alerts.Found(null, subject, new Alerts.Words(message, message));
    }

    private static List<String> open(JdbcClient jdbc) {
        return jdbc.sql(
                        "select subject || '|' || message || '|' || times from hub.alert where ended_at is null order by id")
                .query(String.class)
                .list();
    }

    /** Of one company: an alert that concerns none in particular is told to each. */
    private static List<String> changes(JdbcClient jdbc) {
        return jdbc.sql("""
                        select a.subject || ' ' || l.kind::text from hub.change_log l join hub.alert a on a.id = l.row_id
                        where l.entity = 'alert' and l.company_id = (select min(id) from hub.company)
                        order by l.tx, l.seq
                        """).query(String.class).list();
    }
}
