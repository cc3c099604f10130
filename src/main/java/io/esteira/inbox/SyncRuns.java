package io.esteira.inbox;

import io.esteira.adapter.ReadMode;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.Watermark;
import io.esteira.platform.Instance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Book of runs: which is due, how it went, when the next one is. */
@Component
class SyncRuns {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int STALE_AFTER_CADENCES = 3;

    private static final String STATE = """
            select t.stream_id, t.watermark, t.last_snapshot_at, t.next_at, t.last_success_at, t.asked, t.snapshot_asked, t.rewind_to,
                   extract(epoch from t.own_cadence)::bigint as cadence_seconds, x.next_try_at, x.runs_at_once, x.requests_per_minute,
                   greatest(
                     case when isfinite(t.rests_until) then t.rests_until when t.rests_until > now() then now() + interval '1 year' end,
                     hub.under_maintenance_until(s.company_id, s.source, :now)) as rests_until
              from hub.stream_state t
              join hub.stream s on s.id = t.stream_id
              left join hub.source_state x on (x.company_id, x.source) = (s.company_id, s.source)
            """;

    /**
     * Where a stream stands, and what a person wants of it.
     *
     * @param restsUntil a person has paused it until then, or its source is under maintenance; null when it runs
     * @param ownCadence where a person has set it; null as the reader has it
     * @param asked a person wants it to run now
     * @param snapshotAsked that run is to read everything
     * @param rewindTo that run is to read again what is of this day or later; null: where the last one ended
     * @param heldUntil its source does not answer, and is tried again then; null while it is asked as routes are due
     * @param budget what its source bears
     */
    record State(
            @Nullable Watermark watermark,
            @Nullable Instant lastSnapshotAt,
            @Nullable Instant nextAt,
            boolean everComplete,
            @Nullable Instant restsUntil,
            @Nullable Duration ownCadence,
            boolean asked,
            boolean snapshotAsked,
            @Nullable LocalDate rewindTo,
            @Nullable Instant heldUntil,
            SourceBudget budget) {

        ReadMode mode(SourceReader reader, Instant now) {
            boolean snapshot = lastSnapshotAt == null
                    || lastSnapshotAt.isAfter(now)
                    || !lastSnapshotAt.plus(reader.snapshotCadence()).isAfter(now);
            return snapshot ? ReadMode.SNAPSHOT : ReadMode.INCREMENTAL;
        }

        Duration cadence(SourceReader reader) {
            return ownCadence == null ? reader.cadence() : ownCadence;
        }

        /** Whether it is to run. What is planned further off than runs are was planned by a clock that ran ahead. */
        boolean isDue(SourceReader reader, Instant now) {
            if (restsUntil != null && restsUntil.isAfter(now)) {
                return false;
            }
            if (!asked && heldUntil != null && heldUntil.isAfter(now) && !heldUntil.isAfter(now.plus(LONGEST_PAUSE))) {
                return false;
            }
            Duration cadence = cadence(reader);
            Duration furthest = cadence.compareTo(LONGEST_PAUSE) > 0 ? cadence : LONGEST_PAUSE;
            return asked || nextAt == null || !nextAt.isAfter(now) || nextAt.isAfter(now.plus(furthest));
        }
    }

    /** A run in progress; counts what it did. */
    static final class Run {
        final long id;
        final Stream stream;
        final ReadMode mode;
        final boolean first;
        final Instant startedAt;
        /** By {@link System#nanoTime}. */
        final long begun = System.nanoTime();

        final Plan plan;
        final SeenRecords seen = new SeenRecords();
        /** Whether the source has shown anything yet, be it that there is nothing. */
        boolean answered;

        long read;
        long bytes;
        long stored;
        long fresh;
        /** How many were stored when the tables were analysed. */
        long analysed;

        long quarantined;
        long leftScope;
        long deleted;

        final Stopwatch source = new Stopwatch();
        final Stopwatch inbox = new Stopwatch();
        final Stopwatch mapping = new Stopwatch();
        final Stopwatch comparison = new Stopwatch();

        /** @param first the stream was never read completely before */
        Run(long id, Stream stream, Plan plan, boolean first, Instant startedAt) {
            this.id = id;
            this.stream = stream;
            this.plan = plan;
            this.mode = plan.mode();
            this.first = first;
            this.startedAt = startedAt;
        }
    }

    /**
     * What a run is to do.
     *
     * @param since where it begins; null at the beginning
     * @param cadence how long after its start the next one is due
     */
    record Plan(ReadMode mode, @Nullable Watermark since, Duration cadence) {

        static Plan of(State state, SourceReader reader, Instant now) {
            Duration cadence = state.cadence(reader);
            LocalDate day = state.rewindTo();
            Watermark reached = state.watermark();
            Optional<Watermark> mark = day == null || reached == null || state.snapshotAsked()
                    ? Optional.empty()
                    : reader.markOf(day, reached);
            if (mark.isPresent()) {
                return new Plan(ReadMode.INCREMENTAL, mark.get(), cadence);
            }
            boolean everything = state.snapshotAsked() || day != null;
            return new Plan(
                    everything ? ReadMode.SNAPSHOT : state.mode(reader, now),
                    everything ? null : state.watermark(),
                    cadence);
        }
    }

    private final JdbcClient jdbc;
    private final SourceBreaker breaker;
    private final Clock clock;

    SyncRuns(JdbcClient jdbc, SourceBreaker breaker, Clock clock) {
        this.jdbc = jdbc;
        this.breaker = breaker;
        this.clock = clock;
    }

    State state(Stream stream) {
        return jdbc.sql(STATE + " where t.stream_id = :stream")
                .param("now", Timestamp.from(clock.instant()))
                .param("stream", stream.id())
                .query((row, n) -> state(row))
                .single();
    }

    /** Of all streams that have one, by the stream's id. */
    Map<Short, State> states() {
        Map<Short, State> states = new HashMap<>();
        jdbc.sql(STATE).param("now", Timestamp.from(clock.instant())).query(row -> {
            states.put(row.getShort("stream_id"), state(row));
        });
        return states;
    }

    private static State state(ResultSet row) throws SQLException {
        String watermark = row.getString("watermark");
        long cadence = row.getLong("cadence_seconds");
        return new State(
                watermark == null ? null : new Watermark(watermark),
                instant(row.getTimestamp("last_snapshot_at")),
                instant(row.getTimestamp("next_at")),
                row.getTimestamp("last_success_at") != null,
                instant(row.getTimestamp("rests_until")),
                cadence == 0 ? null : Duration.ofSeconds(cadence),
                row.getBoolean("asked"),
                row.getBoolean("snapshot_asked"),
                row.getObject("rewind_to", LocalDate.class),
                instant(row.getTimestamp("next_try_at")),
                new SourceBudget(
                        row.getObject("runs_at_once", Integer.class),
                        row.getObject("requests_per_minute", Integer.class)));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /** Whether each of these entities of the same source and company has been read completely at least once. */
    boolean haveBeenRead(Stream stream, Set<String> entities) {
        if (entities.isEmpty()) {
            return true;
        }
        return jdbc.sql("""
                        select count(*) from hub.stream s join hub.stream_state t on t.stream_id = s.id
                         where s.company_id = ? and s.source = ? and s.entity = any(?) and t.last_success_at is not null
                        """)
                        .params(stream.company().id(), stream.source(), entities.toArray(String[]::new))
                        .query(Integer.class)
                        .single()
                == entities.size();
    }

    /**
     * Opens a run, by what the stream's state asks for, and makes it the only one that may write; one that was left open is abandoned. What
     * is to be read counts from here on, so that a run that fails is followed by one that reads the same.
     *
     * @return empty where it is not due: another instance was faster, a person has paused it, or another route tries its source. None begins after that was committed
     */
    @Transactional
    public Optional<Run> open(Stream stream, SourceReader reader) {
        jdbc.sql("select 1 from hub.stream_state where stream_id = ? for update")
                .param(stream.id())
                .query()
                .singleRow();
        State state = state(stream);
        Instant now = clock.instant();
        if (!state.isDue(reader, now) || !breaker.admits(stream, state.asked(), now)) {
            return Optional.empty();
        }
        Plan plan = Plan.of(state, reader, now);
        jdbc.sql(
                        "update hub.sync_run set outcome = 'ABANDONED', ended_at = ? where stream_id = ? and outcome = 'RUNNING'")
                .params(Timestamp.from(now), stream.id())
                .update();
        long id = jdbc.sql("""
                        insert into hub.sync_run (stream_id, company_id, mode, started_at, node) values (?, ?, ?, ?, ?) returning id
                        """)
                .params(stream.id(), stream.company().id(), plan.mode().name(), Timestamp.from(now), Instance.NAME)
                .query(Long.class)
                .single();
        jdbc.sql("""
                        update hub.stream_state
                           set run_id = :run, asked = false, snapshot_asked = false, rewind_to = null, watermark = :since,
                               last_snapshot_at = case when :snapshot then null else last_snapshot_at end
                         where stream_id = :stream
                        """)
                .param("run", id)
                .param("snapshot", plan.mode() == ReadMode.SNAPSHOT)
                .param("since", plan.since() == null ? null : plan.since().value(), Types.VARCHAR)
                .param("stream", stream.id())
                .update();
        return Optional.of(new Run(id, stream, plan, !state.everComplete(), now));
    }

    /**
     * In the transaction of the caller: nobody takes the lead before it ends.
     *
     * @throws Fenced when another run may write
     */
    void confirmLead(Run run) {
        boolean leads = jdbc.sql("select 1 from hub.stream_state where stream_id = ? and run_id = ? for share")
                .params(run.stream.id(), run.id)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!leads) {
            throw new Fenced(run.stream, run.id);
        }
    }

    /** @param watermark that a snapshot reached; null leaves it */
    @Transactional
    public void complete(Run run, @Nullable Watermark watermark) {
        confirmLead(run);
        Instant now = clock.instant();
        end(run, "COMPLETE", null, now);
        jdbc.sql("""
                        update hub.stream_state
                           set last_success_at = :now, read_as_of = :started, failures = 0, last_error = null,
                               last_snapshot_at = case when :snapshot then :started else last_snapshot_at end,
                               watermark = coalesce(:watermark, watermark),
                               watermark_at = case when :watermark is null then watermark_at else :now end,
                               next_at = :next, stale_after = make_interval(secs => :stale)
                         where stream_id = :stream and run_id = :run
                        """)
                .param("now", Timestamp.from(now))
                .param("started", Timestamp.from(run.startedAt))
                .param("snapshot", run.mode == ReadMode.SNAPSHOT)
                .param("watermark", watermark == null ? null : watermark.value(), Types.VARCHAR)
                .param("next", Timestamp.from(run.startedAt.plus(run.plan.cadence())))
                .param(
                        "stale",
                        run.plan.cadence().multipliedBy(STALE_AFTER_CADENCES).toSeconds())
                .param("stream", run.stream.id())
                .param("run", run.id)
                .update();
    }

    /** Books the failure and pauses the stream, longer each time. */
    @Transactional
    public void fail(Run run, String error) {
        confirmLead(run);
        Instant now = clock.instant();
        end(run, "FAILED", error, now);
        int failures = jdbc.sql("""
                        update hub.stream_state set failures = failures + 1, last_failure_at = ?, last_error = ?
                         where stream_id = ? returning failures
                        """)
                .params(Timestamp.from(now), error, run.stream.id())
                .query(Integer.class)
                .single();
        jdbc.sql("update hub.stream_state set next_at = ? where stream_id = ?")
                .params(Timestamp.from(now.plus(pause(failures))), run.stream.id())
                .update();
    }

    static Duration pause(int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void end(Run run, String outcome, @Nullable String error, Instant now) {
        jdbc.sql("""
                        update hub.sync_run
                           set outcome = ?, ended_at = ?, read_rows = ?, bytes = ?, stored_rows = ?, new_rows = ?, quarantined_rows = ?,
                               left_scope_rows = ?, deleted_rows = ?, source_millis = ?, inbox_millis = ?, mapping_millis = ?,
                               comparison_millis = ?, error = ?
                         where id = ?
                        """)
                .param(outcome)
                .param(Timestamp.from(now))
                .param(run.read)
                .param(run.bytes)
                .param(run.stored)
                .param(run.fresh)
                .param(run.quarantined)
                .param(run.leftScope)
                .param(run.deleted)
                .param(run.source.millis())
                .param(run.inbox.millis())
                .param(run.mapping.millis())
                .param(run.comparison.millis())
                .param(error)
                .param(run.id)
                .update();
    }
}
