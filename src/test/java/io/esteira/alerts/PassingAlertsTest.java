package io.esteira.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.SourceLosses;
import io.esteira.platform.Alerts;
import io.esteira.support.FakeAlerts;
import io.esteira.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Alerts that an instance finds of itself, and such as no condition ends. */
class PassingAlertsTest {

    private final FakeAlerts alerts = new FakeAlerts();
    private HikariDataSource database;
    private JdbcClient jdbc;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void eachLossIsToldOnce() {
        List<SourceLosses.Loss> lost = new ArrayList<>();
        PassingAlerts passing = new PassingAlerts(jdbc, alerts, List.of(() -> lost));
        lost.add(loss("2026-11-24T12:00:00Z"));
        passing.raise();
        passing.raise();
        lost.set(0, loss("2026-11-24T13:00:00Z"));
        passing.raise();

        assertThat(alerts.open("MESSAGES_LOST"))
                .containsExactly("mqtt esteira 2026-11-24T12:00:00Z", "mqtt esteira 2026-11-24T13:00:00Z");
    }

    @Test
    void endsLossesThatAPersonTookUpOrThatAreADayOldAndWhatGoneInstancesTold() {
        alert("MESSAGES_LOST", "new", null, "0 s", "0 s", false);
        alert("MESSAGES_LOST", "old", null, "25 hours", "25 hours", false);
        alert("MESSAGES_LOST", "taken up", null, "0 s", "0 s", true);
        alert("DISK_LOW", "silent", "1@gone", "1 hour", "11 minutes", false);
        alert("DISK_LOW", "living", "1@here", "1 hour", "1 minute", true);
        alert("SOURCE_STALE", "of all", null, "9 days", "9 days", true);

        new PassingAlerts(jdbc, alerts, List.of()).end();

        assertThat(jdbc.sql("select subject from hub.alert where ended_at is null order by id")
                        .query(String.class)
                        .list())
                .containsExactly("new", "living", "of all");
    }

    @Test
    void aClockThatIsOffIsTold() {
        Instant there = jdbc.sql("select now()")
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();

        assertThat(skew(there, Duration.ofDays(1))).isEmpty();
        assertThat(skew(there.plusSeconds(7200), Duration.ofMinutes(30)))
                .singleElement()
                .satisfies(found -> assertThat(found.words().en()).contains(" ahead of the database's"));
        assertThat(skew(there.minusSeconds(7200), Duration.ofMinutes(30)))
                .singleElement()
                .satisfies(found -> assertThat(found.words().pt()).contains(" atrasado "));
    }

    private List<Alerts.Found> skew(Instant here, Duration most) {
        return new ClockSkew(jdbc, Clock.fixed(here, ZoneOffset.UTC), properties(most, DataSize.ofBytes(0))).found();
    }

    @Test
    void littleRoomIsToldOncePerDisk() {
        String folder = System.getProperty("java.io.tmpdir");

        assertThat(new LowDisk(properties(Duration.ZERO, DataSize.ofBytes(0)), folder, folder).found())
                .isEmpty();
        assertThat(new LowDisk(properties(Duration.ZERO, DataSize.ofTerabytes(1_000)), folder, folder + "/..").found())
                .isNotEmpty()
                .extracting(Alerts.Found::subject)
                .doesNotHaveDuplicates();
        assertThat(new LowDisk(properties(Duration.ZERO, DataSize.ofTerabytes(1_000)), folder + "/is-not-there", "")
                        .found())
                .as("the hub's own folder, and no other")
                .hasSize(1);
    }

    private static AlertProperties properties(Duration clock, DataSize disk) {
        return new AlertProperties(
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Duration.ZERO,
                Duration.ZERO,
                clock,
                disk,
                new AlertProperties.Webhook("", ""),
                new AlertProperties.Email("", List.of()));
    }

    private static SourceLosses.Loss loss(String at) {
        return new SourceLosses.Loss("mqtt esteira", Instant.parse(at), "gone", "perdido");
    }

    private void alert(
            String code,
            String subject,
            @org.jspecify.annotations.Nullable String instance,
            String raisedAgo,
            String seenAgo,
            boolean takenUp) {
        jdbc.sql("""
                        insert into hub.alert (code, subject, message, message_pt, instance, raised_at, last_seen_at, acknowledged_at, acknowledged_by)
                        values (:code, :subject, 'm', 'm', :instance, now() - :raised::interval, now() - :seen::interval,
                          case when :up then now() end, case when :up then 'ana' end)
                        """)
                .param("code", code)
                .param("subject", subject)
                .param("instance", instance, java.sql.Types.VARCHAR)
                .param("raised", raisedAgo)
                .param("seen", seenAgo)
                .param("up", takenUp)
                .update();
    }
}
