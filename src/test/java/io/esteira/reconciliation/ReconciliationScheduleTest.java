package io.esteira.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.Page;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.inbox.PolledReaders;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.support.TestDatabase;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When the schedule wants comparisons, what it forgets, and what alerts. */
class ReconciliationScheduleTest {

    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    private static final String NIGHT = "0 30 1 * * *";

    private final HikariDataSource database = TestDatabase.create();
    private final JdbcClient sql = JdbcClient.create(database);
    private final PolledReaders readers = new PolledReaders();
    private final ReconciliationStore store = new ReconciliationStore(sql);
    private short stream;
    private short company;

    @BeforeEach
    void aRouteThatHasBeenRead() {
        company = sql.sql(
                        "insert into hub.company (code, name, zone) values ('NORTE', 'Norte', 'America/Sao_Paulo') returning id")
                .query(Short.class)
                .single();
        stream = sql.sql("insert into hub.stream (company_id, source, entity) values (?, 'csw', 'orders') returning id")
                .param(company)
                .query(Short.class)
                .single();
        sql.sql("insert into hub.stream_state (stream_id, last_success_at) values (?, now())")
                .param(stream)
                .update();
        readers.note(stream, new NoReader());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void asksOnceANightInTheZoneOfTheCompany() {
        Instant night = Instant.now()
                .atZone(ZONE)
                .toLocalDate()
                .plusDays(1)
                .atTime(1, 30)
                .atZone(ZONE)
                .toInstant();
        schedule(NIGHT, night.minusSeconds(1)).ask();
        assertThat(asked()).isZero();

        schedule(NIGHT, night).ask();
        schedule(NIGHT, night.plusSeconds(30)).ask();
        assertThat(asked()).isOne();

        // It was compared in that night: another look, of another instance, finds that it was.
        sql.sql("update hub.reconciliation set state = 'DONE', created_at = ?, ended_at = now()")
                .param(Timestamp.from(night.plusSeconds(1)))
                .update();
        schedule(NIGHT, night.plusSeconds(60)).ask();
        assertThat(asked()).isOne();

        schedule(NIGHT, night.plus(Duration.ofDays(1))).ask();
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void doesNotMakeUpByDayForANightThatTheHubWasDown() {
        Instant noon = Instant.now()
                .atZone(ZONE)
                .toLocalDate()
                .plusDays(1)
                .atTime(12, 0)
                .atZone(ZONE)
                .toInstant();

        schedule(NIGHT, noon).ask();
        schedule("-", noon).ask();

        assertThat(asked()).isZero();
    }

    @Test
    void forgetsOldOnesButForTheLatestAndForThoseWithOpenDifferences() {
        for (int day = 1; day <= 4; day++) {
            sql.sql("""
                            insert into hub.reconciliation (company_id, stream_id, source, entity, occasion, state, ended_at)
                            values (?, ?, 'csw', 'orders', 'SCHEDULE', 'DONE', now() - interval '100 days')
                            """).params(company, stream).update();
        }
        difference("OPEN", "", 2);
        difference("HEALED", "", 1);

        int forgotten = schedule(NIGHT, Instant.now()).forget();

        assertThat(forgotten).isEqualTo(2);
        assertThat(asked()).isEqualTo(2);
        assertThat(sql.sql("select count(*) from hub.reconciliation_difference")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void alertsWhileRowsDifferAndNotOfWhatIsInQuarantine() {
        OpenDifferences alert = new OpenDifferences(sql, companies());
        sql.sql("""
                        insert into hub.reconciliation (company_id, stream_id, source, entity, occasion, state, ended_at)
                        values (?, ?, 'csw', 'orders', 'SCHEDULE', 'DONE', now())
                        """).params(company, stream).update();
        difference("OPEN", "QUARANTINED", 1);
        difference("IN_FLIGHT", "", 1);
        assertThat(alert.found()).isEmpty();

        difference("OPEN", "", 1);
        difference("OPEN", "", 1);

        assertThat(alert.found()).singleElement().satisfies(found -> {
            assertThat(found.companyId()).isEqualTo(company);
            assertThat(found.subject()).isEqualTo("csw/NORTE");
            assertThat(found.words().pt()).endsWith(": orders 2");
        });
    }

    /** @param reason blank for none */
    private void difference(String state, String reason, int reconciliation) {
        sql.sql("""
                        insert into hub.reconciliation_difference
                          (company_id, reconciliation_id, stream_id, kind, reason, source_key, state, first_seen_at)
                        select company_id, id, stream_id, 'MISSING_HERE', nullif(?, ''), gen_random_uuid()::text, ?, now()
                          from hub.reconciliation order by id offset ? limit 1
                        """).params(reason, state, reconciliation - 1).update();
    }

    private long asked() {
        return sql.sql("select count(*) from hub.reconciliation")
                .query(Long.class)
                .single();
    }

    private ReconciliationSchedule schedule(String cron, Instant now) {
        return new ReconciliationSchedule(
                sql,
                store,
                readers,
                companies(),
                new ReconciliationProperties(cron, Duration.ofDays(90), 10, 10, Duration.ofMinutes(1)),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private Companies companies() {
        Company norte = new Company(company, "NORTE", "Norte", ZONE);
        return new Companies() {
            @Override
            public List<Company> all() {
                return List.of(norte);
            }

            @Override
            public Optional<Company> find(String code) {
                return Optional.of(norte).filter(known -> known.code().equals(code));
            }

            @Override
            public Company get(String code) {
                return find(code).orElseThrow();
            }

            @Override
            public Company get(short id) {
                return norte;
            }
        };
    }

    /** The schedule reads nothing itself. */
    private static final class NoReader implements SourceReader {

        @Override
        public String source() {
            return "csw";
        }

        @Override
        public String entity() {
            return "orders";
        }

        @Override
        public Set<String> companies() {
            return Set.of("NORTE");
        }

        @Override
        public Duration cadence() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Iterator<Page> read(ReadRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<SourceRecord> readByKey(String company, Collection<String> sourceKeys) {
            throw new UnsupportedOperationException();
        }
    }
}
