package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.testkit.MutableClock;
import io.esteira.platform.Alerts;
import io.esteira.platform.Companies;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A source that is away for long, by a clock under the test's hand. */
class FailingSourceTests extends ScriptedSource {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration CADENCE = Duration.ofMinutes(1);

    @Autowired
    private InboxStore store;

    @Autowired
    private BatchMapping batches;

    @Autowired
    private SnapshotComparison comparison;

    @Autowired
    private RouteLeads leads;

    @Autowired
    private TableStatistics statistics;

    @Autowired
    private QuarantineAlerts quarantine;

    @Autowired
    private RunWatch watch;

    @Autowired
    private SyncProgress progress;

    @Autowired
    private SourceBreaker breaker;

    @Autowired
    private Companies companies;

    private final MutableClock clock =
            new MutableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    private final List<ScriptedReader> readers = Stream.of("phases", "items", "orders", "order-lines")
            .map(ScriptedReader::new)
            .toList();

    private RouteBoard driven;
    private HubPolling polled;
    private StaleSources stale;

    @BeforeEach
    void read() {
        SyncRuns runs = new SyncRuns(jdbc, breaker, clock);
        driven = new RouteBoard(runs);
        polled = new HubPolling(
                streams,
                runs,
                driven,
                store,
                batches,
                comparison,
                leads,
                statistics,
                quarantine,
                watch,
                progress,
                new PolledReaders(),
                breaker,
                new SourcePace(jdbc, driven),
                clock);
        stale = new StaleSources(jdbc, companies, clock);
        readers.getFirst().withPhases("F", 3);
        for (ScriptedReader each : readers) {
            each.cadence = CADENCE;
            each.snapshotCadence = Duration.ofDays(1);
        }
        look();
        assertThat(tries()).isEqualTo(readers.size());
    }

    /** All routes look whether they are due, as each instance has them do twice a second. */
    private void look() {
        driven.forget();
        for (ScriptedReader each : readers) {
            try {
                polled.poll(each);
            } catch (SourceUnavailable e) {
                assertThat(each.away).isTrue();
            }
        }
    }

    private int tries() {
        return readers.stream().mapToInt(each -> each.requests.size()).sum();
    }

    private void away(boolean away) {
        readers.forEach(each -> each.away = away);
    }

    private List<Alerts.Found> told() {
        return stale.found().stream()
                .filter(found -> found.subject().equals("csw/LATICINIO"))
                .toList();
    }

    private String circuit() {
        return jdbc.sql("""
                        select x.circuit || ' ' || coalesce(x.reason, '-') from hub.source_state x join hub.company c on c.id = x.company_id
                         where (c.code, x.source) = ('LATICINIO', 'csw')
                        """).query(String.class).single();
    }

    @Test
    void anHourWithoutTheSourceIsTriedNowAndThenToldOnceAndCaughtUpByItself() {
        int before = tries();
        away(true);
        int begun = 0;
        boolean holds = false;
        List<String> words = new ArrayList<>();
        for (int second = 0; second < 3_600; second++) {
            clock.pass(SECOND);
            look();
            if (second % 15 == 0) {
                List<Alerts.Found> found = told();
                begun += found.isEmpty() || holds ? 0 : 1;
                holds = !found.isEmpty();
                found.forEach(each -> words.add(each.words().pt()));
            }
        }

        assertThat(tries() - before).isBetween(12, 30);
        assertThat(circuit()).isEqualTo("OPEN the test took the source away");
        assertThat(begun).isOne();
        assertThat(words.getLast()).startsWith("4 de ").endsWith("último erro: the test took the source away");

        away(false);
        readers.getFirst().withPhases("F", 5);
        int waited = 0;
        while (!circuit().equals("CLOSED -") && waited < 600) {
            clock.pass(SECOND);
            waited++;
            look();
        }
        Instant back = clock.instant();
        look();

        assertThat(waited).isLessThanOrEqualTo(301);
        assertThat(count("""
                        select count(*) from hub.stream_state t join hub.stream s on s.id = t.stream_id join hub.company c on c.id = s.company_id
                         where (c.code, s.source) = ('LATICINIO', 'csw') and t.last_success_at >= ? and t.failures = 0
                        """, Timestamp.from(back.minusSeconds(1)))).isEqualTo(readers.size());
        assertThat(live("F")).isEqualTo(5);
        assertThat(told()).isEmpty();
    }

    @Test
    void oneRouteThatIsRefusedDoesNotSpareTheOthers() {
        readers.getLast().away = true;
        for (int second = 0; second < 1_800; second++) {
            clock.pass(SECOND);
            look();
            assertThat(circuit()).isEqualTo("CLOSED -");
        }

        assertThat(readers.getFirst().requests).hasSizeBetween(30, 32);
    }

    @Test
    void aPersonMayHaveItTriedAtOnce() {
        away(true);
        for (int second = 0; second < 600; second++) {
            clock.pass(SECOND);
            look();
        }
        assertThat(circuit()).startsWith("OPEN");
        away(false);
        int before = tries();
        jdbc.sql("update hub.stream_state set asked = true where stream_id = ?")
                .param(stream().id())
                .update();

        look();
        look();

        assertThat(circuit()).isEqualTo("CLOSED -");
        assertThat(tries() - before).isEqualTo(readers.size());
    }

    @Test
    void whoTriesAndIsNeverHeardOfAgainIsFollowedByAnother() {
        away(true);
        for (int second = 0; second < 600; second++) {
            clock.pass(SECOND);
            look();
        }
        assertThat(breaker.admits(stream(), true, clock.instant())).isTrue();
        assertThat(circuit()).startsWith("HALF_OPEN");
        away(false);
        int before = tries();

        for (int second = 0; second < 91; second++) {
            clock.pass(SECOND);
            look();
        }

        assertThat(circuit()).isEqualTo("CLOSED -");
        assertThat(tries() - before).isGreaterThanOrEqualTo(readers.size());
    }
}
