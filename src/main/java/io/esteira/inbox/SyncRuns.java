package io.esteira.inbox;

import io.esteira.adapter.ReadMode;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.Watermark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    /** Where a stream stands. */
    record State(
            @Nullable Watermark watermark,
            @Nullable Instant lastSnapshotAt,
            @Nullable Instant nextAt,
            boolean everComplete) {

        ReadMode mode(SourceReader reader, Instant now) {
            boolean snapshot = lastSnapshotAt == null
                    || lastSnapshotAt.isAfter(now)
                    || !lastSnapshotAt.plus(reader.snapshotCadence()).isAfter(now);
            return snapshot ? ReadMode.SNAPSHOT : ReadMode.INCREMENTAL;
        }
    }

    /** A run in progress; counts what it did. */
    static final class Run {
        final long id;
        final Stream stream;
        final ReadMode mode;
        final boolean first;
        final Instant startedAt;
        final SeenRecords seen = new SeenRecords();
        long read;
        long stored;
        /** How many were stored when the tables were analysed. */
        long analysed;

        long quarantined;
        long leftScope;
        long deleted;

        /** @param first the stream was never read completely before */
        Run(long id, Stream stream, ReadMode mode, boolean first, Instant startedAt) {
            this.id = id;
            this.stream = stream;
            this.mode = mode;
            this.first = first;
            this.startedAt = startedAt;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    SyncRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    State state(Stream stream) {
        return jdbc.sql(
                        "select watermark, last_snapshot_at, next_at, last_success_at from hub.stream_state where stream_id = ?")
                .param(stream.id())
                .query((row, n) -> {
                    String watermark = row.getString("watermark");
                    return new State(
                            watermark == null ? null : new Watermark(watermark),
                            instant(row.getTimestamp("last_snapshot_at")),
                            instant(row.getTimestamp("next_at")),
                            row.getTimestamp("last_success_at") != null);
                })
                .single();
    }

    private static @Nullable Instant instant(java.sql.@Nullable Timestamp at) {
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

    /** Opens a run and makes it the only one that may write; one that was left open is abandoned. */
    @Transactional
    public Run open(Stream stream, ReadMode mode, boolean first) {
        Instant now = clock.instant();
        jdbc.sql(
                        "update hub.sync_run set outcome = 'ABANDONED', ended_at = ? where stream_id = ? and outcome = 'RUNNING'")
                .params(java.sql.Timestamp.from(now), stream.id())
                .update();
        long id = jdbc.sql("insert into hub.sync_run (stream_id, mode, started_at) values (?, ?, ?) returning id")
                .params(stream.id(), mode.name(), java.sql.Timestamp.from(now))
                .query(Long.class)
                .single();
        jdbc.sql("update hub.stream_state set run_id = ? where stream_id = ?")
                .params(id, stream.id())
                .update();
        return new Run(id, stream, mode, first, now);
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
    public void complete(Run run, SourceReader reader, @Nullable Watermark watermark) {
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
                .param("now", java.sql.Timestamp.from(now))
                .param("started", java.sql.Timestamp.from(run.startedAt))
                .param("snapshot", run.mode == ReadMode.SNAPSHOT)
                .param("watermark", watermark == null ? null : watermark.value(), java.sql.Types.VARCHAR)
                .param("next", java.sql.Timestamp.from(run.startedAt.plus(reader.cadence())))
                .param(
                        "stale",
                        reader.cadence().multipliedBy(STALE_AFTER_CADENCES).toSeconds())
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
                .params(java.sql.Timestamp.from(now), error, run.stream.id())
                .query(Integer.class)
                .single();
        jdbc.sql("update hub.stream_state set next_at = ? where stream_id = ?")
                .params(java.sql.Timestamp.from(now.plus(pause(failures))), run.stream.id())
                .update();
    }

    /** Whether a run is due that was put off until then. What is further off than runs are was planned by a clock that ran ahead. */
    static boolean isDue(@Nullable Instant nextAt, SourceReader reader, Instant now) {
        Duration furthest = reader.cadence().compareTo(LONGEST_PAUSE) > 0 ? reader.cadence() : LONGEST_PAUSE;
        return nextAt == null || !nextAt.isAfter(now) || nextAt.isAfter(now.plus(furthest));
    }

    static Duration pause(int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void end(Run run, String outcome, @Nullable String error, Instant now) {
        jdbc.sql("""
                        update hub.sync_run set outcome = ?, ended_at = ?, read_rows = ?, stored_rows = ?, quarantined_rows = ?,
                               left_scope_rows = ?, deleted_rows = ?, error = ? where id = ?
                        """)
                .param(outcome)
                .param(java.sql.Timestamp.from(now))
                .param(run.read)
                .param(run.stored)
                .param(run.quarantined)
                .param(run.leftScope)
                .param(run.deleted)
                .param(error)
                .param(run.id)
                .update();
    }
}
