package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.platform.Alerts;
import io.esteira.platform.Companies;
import io.esteira.support.Hub;
import io.esteira.support.TestDatabase;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When what is read, and what is not used of it, is something to be told. */
class InboxConditionsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T15:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private HikariDataSource database;
    private JdbcClient jdbc;
    private Companies companies;
    private short company;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        jdbc = JdbcClient.create(database);
        companies = Hub.on(database, CLOCK).start("io.esteira.none").get(Companies.class);
        company = jdbc.sql(
                        "insert into hub.company (code, name, zone) values ('C1', 'One', 'America/Sao_Paulo') returning id")
                .query(Short.class)
                .single();
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void routesOfOneSourceThatAreOlderThanPromisedAreOneAlert() {
        route("csw", "orders", Duration.ofMinutes(70), Duration.ofMinutes(10), "no connection");
        route("csw", "items", Duration.ofMinutes(90), Duration.ofHours(1), "timed out");
        route("csw", "phases", Duration.ofMinutes(90), Duration.ofHours(2), null);
        route("protheus", "items", Duration.ofMinutes(1), Duration.ofMinutes(10), null);

        Alerts.Found found = only(stale());

        assertThat(found.companyId()).isEqualTo(company);
        assertThat(found.subject()).isEqualTo("csw/C1");
        assertThat(found.words().en())
                .isEqualTo(
                        "2 of 3 routes have not been read for longer than promised, csw.items since 2026-11-24 10:30;"
                                + " last error: timed out");
        assertThat(found.words().pt()).startsWith("2 de 3 rotas").contains("csw.items desde 2026-11-24 10:30");
    }

    @Test
    void whatIsPausedIsNotStale() {
        short stream = route("csw", "orders", Duration.ofDays(2), Duration.ofMinutes(10), null);
        jdbc.sql("update hub.stream_state set rests_until = 'infinity' where stream_id = ?")
                .param(stream)
                .update();

        assertThat(stale()).isEmpty();
    }

    @Test
    void whatWasNeverReadCountsAQuarterOfAnHourAfterTheFirstTry() {
        short stream = route("csw", "orders", null, null, "no connection");
        run(stream, NOW.minus(Duration.ofMinutes(14)));
        assertThat(stale()).isEmpty();

        run(route("csw", "items", null, null, "no connection"), NOW.minus(Duration.ofMinutes(16)));
        assertThat(only(stale()).words().en()).startsWith("1 of 2 routes").contains("csw.items since 2026-11-24 11:44");
    }

    @Test
    void aQuarantineThatGrowsIsTold() {
        quarantine(RisingQuarantine.FEWEST - 1, Duration.ofMinutes(10), "OPEN");
        quarantine(5, Duration.ofMinutes(10), "DISCARDED");
        assertThat(rising()).isEmpty();

        quarantine(1, Duration.ofMinutes(10), "OPEN");
        assertThat(only(rising()))
                .isEqualTo(new Alerts.Found(
                        company,
                        "csw.orders/C1",
                        new Alerts.Words(
                                "20 records came into the quarantine within an hour, most by REQUIRED item",
                                "20 registros entraram na quarentena em uma hora, a maioria por REQUIRED item")));
    }

    @Test
    void aQuarantineThatIsAlwaysAsBusyIsNotTold() {
        quarantine(40, Duration.ofMinutes(10), "OPEN");
        quarantine(24 * 14, Duration.ofHours(5), "OPEN");
        assertThat(rising()).isEmpty();
    }

    private List<Alerts.Found> stale() {
        return new StaleSources(jdbc, companies, CLOCK).found();
    }

    private List<Alerts.Found> rising() {
        return new RisingQuarantine(jdbc, companies, CLOCK).found();
    }

    private static Alerts.Found only(List<Alerts.Found> found) {
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /**
     * @param age how long ago it was read; null: never
     * @param promised how old it may become
     */
    private short route(
            String source, String entity, @Nullable Duration age, @Nullable Duration promised, @Nullable String error) {
        short stream = jdbc.sql("insert into hub.stream (company_id, source, entity) values (?, ?, ?) returning id")
                .params(company, source, entity)
                .query(Short.class)
                .single();
        jdbc.sql("""
                        insert into hub.stream_state (stream_id, read_as_of, last_success_at, stale_after, last_error, last_failure_at, failures)
                        values (:stream, :read, :read, make_interval(secs => :promised), :error, :failed, :failures)
                        """)
                .param("stream", stream)
                .param("read", age == null ? null : Timestamp.from(NOW.minus(age)), Types.TIMESTAMP)
                .param("promised", promised == null ? null : promised.toSeconds(), Types.BIGINT)
                .param("error", error, Types.VARCHAR)
                .param("failed", Timestamp.from(NOW.minusSeconds(entity.length())))
                .param("failures", error == null ? 0 : 1)
                .update();
        return stream;
    }

    private void run(short stream, Instant startedAt) {
        jdbc.sql(
                        "insert into hub.sync_run (stream_id, company_id, mode, started_at, ended_at, outcome) values (?, ?, 'SNAPSHOT', ?, ?, 'FAILED')")
                .params(stream, company, Timestamp.from(startedAt), Timestamp.from(startedAt))
                .update();
    }

    private void quarantine(int entries, Duration ago, String state) {
        jdbc.sql("""
                        insert into hub.quarantine (company_id, source, entity, source_key, code, field, message, state, created_at,
                          discarded_at, discard_reason, ended_by)
                        select :company, 'csw', 'orders', gen_random_uuid()::text, 'REQUIRED', 'item', 'missing', :state, :at,
                               discarded.at, discarded.reason, discarded.by
                        from generate_series(1, :entries)
                        left join (select now(), 'a copy', 'ana') discarded(at, reason, by) on :state = 'DISCARDED'
                        """)
                .param("company", company)
                .param("state", state)
                .param("at", Timestamp.from(NOW.minus(ago)))
                .param("entries", entries)
                .update();
    }
}
