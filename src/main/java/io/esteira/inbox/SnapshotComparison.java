package io.esteira.inbox;

import io.esteira.adapter.Page;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.platform.Alerts;
import io.esteira.platform.ChangeSignals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out what became of rows that a snapshot did not show. One that a point read finds has left the scope, as a closed
 * order does; one that two complete runs and a point read miss is gone. A run that shows nothing, where something must be, or loses more
 * than a twentieth, is not believed.
 */
@Component
class SnapshotComparison {

    private static final int POINT_READ_KEYS = 200;

    /** Bounds what one run asks of the source; the rest stays in scope for the next run. */
    private static final int POINT_READ_KEYS_PER_RUN = 4_000;

    private static final int FETCH_SIZE = 10_000;
    static final int RUNS_UNTIL_GONE = 2;
    private static final int LOST_PERCENT_LIMIT = 5;

    private record Absent(long id, String key) {}

    private final JdbcClient jdbc;
    private final SyncRuns runs;
    private final InboxStore store;
    private final BatchMapping batches;
    private final RecordMapping mapping;
    private final ChangeSignals signals;
    private final Alerts alerts;
    private final TransactionTemplate transaction;

    SnapshotComparison(
            JdbcClient jdbc,
            SyncRuns runs,
            InboxStore store,
            BatchMapping batches,
            RecordMapping mapping,
            ChangeSignals signals,
            Alerts alerts,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.store = store;
        this.batches = batches;
        this.mapping = mapping;
        this.signals = signals;
        this.alerts = alerts;
        this.transaction = transaction;
    }

    void compare(SyncRuns.Run run, SourceReader reader) {
        long known = known(run);
        String subject = run.stream.toString();
        if (run.seen.isEmpty() && known > 0 && !reader.mayShowNothing()) {
            alerts.raise(
                    run.stream.company().id(),
                    "SNAPSHOT_EMPTY",
                    subject,
                    new Alerts.Words(
                            "The source showed none of " + known + " known rows; nothing was marked deleted.",
                            "A origem não mostrou nenhuma das " + known
                                    + " linhas conhecidas; nada foi marcado como excluído."));
            return;
        }
        alerts.end("SNAPSHOT_EMPTY", subject);
        markReturned(run);
        List<Absent> absent = known == run.seen.inScope() ? List.of() : absent(run);
        List<Absent> asked = absent.subList(0, Math.min(absent.size(), POINT_READ_KEYS_PER_RUN));
        List<Absent> lost = lookUp(run, reader, asked);
        long lostInAll = asked.isEmpty() ? 0 : (long) lost.size() * absent.size() / asked.size();
        if (lostInAll * 100 > known * LOST_PERCENT_LIMIT) {
            alerts.raise(
                    run.stream.company().id(),
                    "SNAPSHOT_LOST_ROWS",
                    subject,
                    new Alerts.Words(
                            lostInAll + " of " + known
                                    + " known rows are not at the source any more; nothing was marked deleted.",
                            lostInAll + " de " + known
                                    + " linhas conhecidas não estão mais na origem; nada foi marcado como excluído."));
            return;
        }
        alerts.end("SNAPSHOT_LOST_ROWS", subject);
        markAbsent(run, lost);
    }

    private long known(SyncRuns.Run run) {
        return jdbc.sql("select count(*) from hub.inbox_record where stream_id = ? and in_scope and gone_at is null")
                .param(run.stream.id())
                .query(Long.class)
                .single();
    }

    private void markReturned(SyncRuns.Run run) {
        if (!run.seen.returned().isEmpty()) {
            asLeader(run, () -> jdbc.sql(
                            "update hub.inbox_record set in_scope = true, absent_runs = 0 where id = any(?)")
                    .param(run.seen.returned().toArray(Long[]::new))
                    .update());
        }
    }

    /** Fetched in parts, which takes a transaction: there may be millions of rows beside the few that are absent. */
    private List<Absent> absent(SyncRuns.Run run) {
        List<Absent> absent = new ArrayList<>();
        transaction.executeWithoutResult(status -> jdbc.sql("""
                        select r.id, r.source_key from hub.inbox_record r
                         where r.stream_id = ? and r.in_scope and r.gone_at is null
                        """)
                .param(run.stream.id())
                .withFetchSize(FETCH_SIZE)
                .query(row -> {
                    long id = row.getLong("id");
                    if (!run.seen.contains(id)) {
                        absent.add(new Absent(id, row.getString("source_key")));
                    }
                }));
        absent.sort(Comparator.comparing(Absent::key));
        return absent;
    }

    /** Receives those that still exist, which takes them out of scope, and returns the others. */
    private List<Absent> lookUp(SyncRuns.Run run, SourceReader reader, List<Absent> absent) {
        List<Absent> lost = new ArrayList<>();
        for (int from = 0; from < absent.size(); from += POINT_READ_KEYS) {
            List<Absent> part = absent.subList(from, Math.min(from + POINT_READ_KEYS, absent.size()));
            List<SourceRecord> found = reader.readByKey(
                    run.stream.company().code(), part.stream().map(Absent::key).toList());
            Set<String> foundKeys = found.stream().map(SourceRecord::sourceKey).collect(Collectors.toSet());
            InboxStore.Stored stored = store.store(run.stream, run, new Page(found, null, false), null);
            run.quarantined += batches.map(run.stream, stored);
            leaveScope(
                    run,
                    part.stream().filter(each -> foundKeys.contains(each.key())).toList());
            run.leftScope += foundKeys.size();
            lost.addAll(part.stream()
                    .filter(each -> !foundKeys.contains(each.key()))
                    .toList());
        }
        return lost;
    }

    private void leaveScope(SyncRuns.Run run, List<Absent> found) {
        asLeader(run, () -> jdbc.sql("update hub.inbox_record set in_scope = false, absent_runs = 0 where id = any(?)")
                .param(ids(found))
                .update());
    }

    private void asLeader(SyncRuns.Run run, Runnable writing) {
        transaction.executeWithoutResult(status -> {
            runs.confirmLead(run);
            writing.run();
        });
    }

    private void markAbsent(SyncRuns.Run run, List<Absent> lost) {
        if (lost.isEmpty()) {
            return;
        }
        asLeader(run, () -> {
            List<StoredRecord> gone = jdbc
                    .sql("""
                            update hub.inbox_record r
                               set absent_runs = absent_runs + 1,
                                   gone_at = case when absent_runs + 1 >= :runs then now() end,
                                   in_scope = absent_runs + 1 < :runs
                             where id = any(:ids)
                            returning %s
                            """.formatted(InboxRows.COLUMNS))
                    .param("runs", RUNS_UNTIL_GONE)
                    .param("ids", ids(lost))
                    .query((row, n) -> InboxRows.stored(run.stream, row))
                    .list()
                    .stream()
                    .filter(StoredRecord::gone)
                    .toList();
            mapping.map(run.stream, () -> gone);
            run.deleted += gone.size();
        });
        signals.changed();
    }

    private static Long[] ids(List<Absent> rows) {
        return rows.stream().map(Absent::id).toArray(Long[]::new);
    }
}
