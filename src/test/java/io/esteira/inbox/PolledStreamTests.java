package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.adapter.Inbox;
import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.integration.jdbc.lock.LockRepository;
import org.springframework.integration.util.UUIDConverter;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** Who reads a stream, and what is known of streams that are read. */
class PolledStreamTests extends ScriptedSource {

    @Autowired
    private SyncProgress progress;

    @Autowired
    private LockRepository leases;

    @Autowired
    private Inbox inbox;

    @Autowired
    private CamelContext camel;

    @Test
    void aStreamThatIsAwayIsFailingAndOneThatIsNotReadAnyMoreIsNot() {
        Stream retired = streams.get(ScriptedReader.COMPANY, "csw", "retired");
        jdbc.sql("update hub.stream_state set failures = 3, last_error = 'no route to host' where stream_id = ?")
                .param(retired.id())
                .update();
        reader.away = true;
        assertThatThrownBy(this::poll).isInstanceOf(SourceUnavailable.class);

        assertThat(progress.failing()).containsKey("csw.phases/LATICINIO").doesNotContainKey("csw.retired/LATICINIO");
    }

    @Test
    void aHubThatStopsLeavesWhatItReadsAndTheNextStartReadsItAgain() {
        reader.withPhases("S", 30);
        reader.whileReading = polling::stop;
        try {
            poll();

            assertThat(live("S")).isZero();
            assertThat(progress.failing()).doesNotContainKey("csw.phases/LATICINIO");
        } finally {
            polling.start();
        }

        reader.whileReading = () -> {};
        poll();
        assertThat(live("S")).isEqualTo(30);
    }

    @Test
    void aRecordThatIsPushedWhileASnapshotIsReadHasNotVanished() {
        reader.withPhases("N", 30);
        reader.whileReading = () -> inbox.receive(
                Page.history(List.of(reader.record("Npushed", ScriptedReader.phase("N30", "made meanwhile")))));
        poll();
        reader.whileReading = () -> {};

        poll();
        poll();

        assertThat(live("N")).isEqualTo(31);
    }

    @Test
    void aPushedRecordThatIsInScopeIsLookedForByTheSnapshots() {
        reader.withPhases("Q", 30);
        poll();
        inbox.receive(Page.of(List.of(reader.record("Qpushed", ScriptedReader.phase("Q30", "never committed")))));
        assertThat(live("Q")).isEqualTo(31);

        poll();
        assertThat(live("Q")).isEqualTo(31);

        poll();
        assertThat(live("Q")).isEqualTo(30);
    }

    @Test
    void whatWasObservedBeforeChangesNothing() {
        reader.withPhases("O", 30);
        SourceRecord early = reader.record("O1", ScriptedReader.phase("O1", "early"));
        poll();

        Inbox.Receipt late = inbox.receive(Page.of(List.of(early)));
        assertThat(late).isEqualTo(new Inbox.Receipt(1, 0, 0));
        assertThat(name("O1")).isEqualTo("Fase 1");

        inbox.receive(Page.of(List.of(reader.record("O1", ScriptedReader.phase("O1", "pushed")))));
        assertThat(name("O1")).isEqualTo("pushed");

        poll();
        assertThat(name("O1")).isEqualTo("Fase 1");
    }

    private String name(String code) {
        return jdbc.sql("select name from hub.phase where code = ?")
                .param(code)
                .query(String.class)
                .single();
    }

    @Test
    void aStreamThatIsOnlyPushedDoesNotWaitToBeRead() {
        inbox.receive(Page.history(List.of(reader.record("Z1", ScriptedReader.phase("Z1", "pushed")))));
        assertThat(state()).isEqualTo("PUSHED");

        poll();
        assertThat(state()).isEqualTo("OK");
    }

    private String state() {
        return jdbc.sql("select state from hub.route r join hub.company c on c.id = r.company_id "
                        + "where c.code = 'LATICINIO' and r.route_id = 'csw.phases'")
                .query(String.class)
                .single();
    }

    @Test
    void aClockThatRanAheadPutsNoReadingOff() {
        reader.snapshotCadence = Duration.ofDays(1);
        reader.withPhases("C", 30);
        poll();
        reader.scope.put("C0", ScriptedReader.phase("C0", "corrected"));
        jdbc.sql("""
                        update hub.stream_state set next_at = now() + interval '3 hours', last_snapshot_at = now() + interval '3 hours'
                         where stream_id = ?
                        """).param(stream().id()).update();
        jdbc.sql("update hub.inbox_record set observed_at = now() + interval '3 hours' where stream_id = ?")
                .param(stream().id())
                .update();

        poll();

        assertThat(reader.requests.getLast().mode()).isEqualTo(ReadMode.SNAPSHOT);
        assertThat(name("C0")).isEqualTo("corrected");
    }

    /** By {@code java.util.Timer} they would stand still after the clock was set back, until it is as late again. */
    @Test
    void noRouteWaitsByTheClockOnTheWall() {
        assertThat(camel.getRoutes())
                .extracting(route -> route.getEndpoint().getEndpointUri())
                .noneMatch(uri -> uri.startsWith("timer:"))
                .anyMatch(uri -> uri.startsWith("scheduler:"));
    }

    @Test
    void whatIsPlannedWithinTheLongestPauseIsWaitedFor() {
        Instant now = Instant.parse("2026-03-10T12:00:00Z");

        assertThat(planned(null).isDue(reader, now)).isTrue();
        assertThat(planned(now).isDue(reader, now)).isTrue();
        assertThat(planned(now.plusSeconds(1)).isDue(reader, now)).isFalse();
        assertThat(planned(now.plusSeconds(300)).isDue(reader, now)).isFalse();
        assertThat(planned(now.plusSeconds(301)).isDue(reader, now)).isTrue();
    }

    private static SyncRuns.State planned(@Nullable Instant nextAt) {
        return new SyncRuns.State(
                null, null, nextAt, false, null, null, false, false, null, null, new SourceBudget(null, null));
    }

    @Test
    void theLeadOfANodeThatIsGoneIsTakenWhenItEndsOrEndsTooLate() {
        SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
        RouteLeads leads = new RouteLeads(leases, scheduler, Duration.ofSeconds(30));
        leads.take(stream()).orElseThrow().close();

        leaveLead("20 seconds");
        assertThat(leads.take(stream())).as("of a node that may live").isEmpty();

        leaveLead("3 hours");
        Optional<RouteLeads.Lead> lead = leads.take(stream());
        assertThat(lead).as("by a clock that ran ahead").isPresent();
        lead.orElseThrow().close();

        leaveLead("-1 second");
        lead = leads.take(stream());
        assertThat(lead).as("it has ended").isPresent();
        lead.orElseThrow().close();
        scheduler.close();
    }

    private void leaveLead(String until) {
        jdbc.sql("""
                        insert into hub.int_lock (lock_key, region, client_id, created_date, expired_after)
                        values (?, 'DEFAULT', 'gone', now() at time zone 'UTC', (now() at time zone 'UTC') + ?::interval)
                        on conflict (lock_key, region) do update
                          set client_id = excluded.client_id, expired_after = excluded.expired_after
                        """).params(lockKey(), until).update();
    }

    @Test
    void theLeadIsKeptThroughAPageThatTakesLongerThanTheLease() {
        try (KeepingScheduler scheduler = new KeepingScheduler();
                RouteLeads.Lead lead = new RouteLeads(leases, scheduler, Duration.ofSeconds(30))
                        .take(stream())
                        .orElseThrow()) {
            assertThat(lead.renewing().isCancelled()).isFalse();
            LocalDateTime end = leaseEnd();
            jdbc.sql("update hub.int_lock set expired_after = expired_after - interval '1 minute' where lock_key = ?")
                    .param(lockKey())
                    .update();

            scheduler.task.run();

            assertThat(leaseEnd()).isAfterOrEqualTo(end);
        }
    }

    private String lockKey() {
        return UUIDConverter.getUUID("stream:" + stream()).toString();
    }

    private LocalDateTime leaseEnd() {
        return jdbc.sql("select expired_after from hub.int_lock where lock_key = ?")
                .param(lockKey())
                .query(LocalDateTime.class)
                .single();
    }

    /** Hands the task to the test, which stands for the time that goes by. */
    private static final class KeepingScheduler extends SimpleAsyncTaskScheduler {

        private static final long serialVersionUID = 1L;

        private transient Runnable task = () -> {};

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable repeated, Instant start, Duration period) {
            assertThat(period).isLessThan(Duration.ofSeconds(30));
            task = repeated;
            return super.scheduleAtFixedRate(repeated, Instant.now().plusSeconds(3600), period);
        }
    }
}
