package io.esteira.inbox;

import io.esteira.adapter.Page;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.Watermark;
import io.esteira.platform.Copy;
import io.esteira.platform.Traces;
import java.sql.Connection;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps each source record as it came, once. Only keys and hashes travel for records whose content is known; new ones go by
 * COPY straight to their table, which the lock of the stream allows.
 */
@Component
class InboxStore {

    /**
     * What was stored of a page.
     *
     * @param batchId null when nothing was new
     * @param fresh how many of the records were not known before
     */
    record Stored(@Nullable Long batchId, List<StoredRecord> records, int fresh) {

        private static final Stored NOTHING = new Stored(null, List.of(), 0);
    }

    private record Known(long id, UUID hash, Instant observedAt) {}

    private record Incoming(String key, SourceRecord record, UUID hash) {}

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private final InboxMeters meters;
    private final Traces traces;

    InboxStore(
            JdbcClient jdbc,
            DataSource dataSource,
            TransactionTemplate transaction,
            InboxMeters meters,
            Traces traces) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.transaction = transaction;
        this.meters = meters;
        this.traces = traces;
    }

    /**
     * Stores a page and moves the watermark, in one transaction. What was observed before what is known of the record changes
     * nothing: messages that are pushed overtake each other and the polls.
     *
     * @param run the run that read it; null for pushes and replays
     */
    Stored store(Stream stream, SyncRuns.@Nullable Run run, Page page, @Nullable Watermark watermark) {
        long from = System.nanoTime();
        Stored stored = traces.step(
                "sql inbox",
                () -> Objects.requireNonNull(
                        transaction.execute(status -> storeAndMove(stream, run, page, watermark))));
        meters.stored(stream, stored, page.records().size(), bytes(page), Duration.ofNanos(System.nanoTime() - from));
        return stored;
    }

    /** Of the payloads. */
    static long bytes(Page page) {
        return page.records().stream().mapToLong(each -> each.payload().length).sum();
    }

    private Stored storeAndMove(Stream stream, SyncRuns.@Nullable Run run, Page page, @Nullable Watermark watermark) {
        lock(stream);
        if (run != null) {
            confirmLead(stream, run.id, watermark);
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return store(connection, stream, run, page);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private Stored store(Connection connection, Stream stream, SyncRuns.@Nullable Run run, Page page) {
        Map<String, Incoming> incoming = latestByKey(page.records());
        if (incoming.isEmpty()) {
            return Stored.NOTHING;
        }
        SeenRecords seen = run != null && page.inScope() ? run.seen : null;
        Map<String, Known> known = findKnown(stream, incoming, seen);
        List<Incoming> fresh = new ArrayList<>();
        List<Incoming> changed = new ArrayList<>();
        incoming.forEach((key, each) -> {
            Known before = known.get(key);
            if (before == null) {
                fresh.add(each);
            } else if (!before.hash().equals(each.hash())
                    && !each.record().observedAt().isBefore(before.observedAt())) {
                changed.add(each);
            }
        });
        if (fresh.isEmpty() && changed.isEmpty()) {
            return Stored.NOTHING;
        }
        long batchId = openBatch(stream, run == null ? null : run.id, fresh.size() + changed.size());
        List<StoredRecord> stored = new ArrayList<>(fresh.size() + changed.size());
        stored.addAll(insert(connection, stream, batchId, fresh, page.inScope(), seen));
        stored.addAll(update(connection, batchId, changed, known, run == null && page.inScope()));
        return new Stored(batchId, stored, fresh.size());
    }

    /**
     * One writer per stream; an instance that freezes here does not hold the others up for ever. Known records are few beside all: a scan
     * of the table never pays, whatever the planner knows.
     */
    private void lock(Stream stream) {
        jdbc.sql("""
                        select pg_advisory_xact_lock(hashtext('esteira.inbox'), ?), set_config('enable_seqscan', 'off', true),
                               set_config('idle_in_transaction_session_timeout', '60s', true)
                        """).param((int) stream.id()).query().singleRow();
    }

    private void confirmLead(Stream stream, long runId, @Nullable Watermark watermark) {
        int rows = jdbc.sql("""
                        update hub.stream_state
                           set watermark = coalesce(:watermark, watermark),
                               watermark_at = case when :watermark is null then watermark_at else now() end
                         where stream_id = :stream and run_id = :run
                        """)
                .param("watermark", watermark == null ? null : watermark.value(), Types.VARCHAR)
                .param("stream", stream.id())
                .param("run", runId)
                .update();
        if (rows == 0) {
            throw new Fenced(stream, runId);
        }
    }

    /** A key that comes twice in a page counts as it came last. */
    private static Map<String, Incoming> latestByKey(List<SourceRecord> records) {
        Map<String, Incoming> latest = LinkedHashMap.newLinkedHashMap(records.size());
        for (SourceRecord record : records) {
            String key = Copy.storable(record.sourceKey());
            latest.put(key, new Incoming(key, record, ContentHash.of(record.payload())));
        }
        return latest;
    }

    /**
     * What a clock that ran ahead has observed in the future is older than anything.
     *
     * @param seen notes those that are found; null where what a page shows says nothing of the scope
     */
    private Map<String, Known> findKnown(Stream stream, Map<String, Incoming> incoming, @Nullable SeenRecords seen) {
        Map<String, Known> known = LinkedHashMap.newLinkedHashMap(incoming.size());
        jdbc.sql("""
                        select r.id, r.source_key, case when r.gone_at is null then r.content_hash else gen_random_uuid() end as hash,
                               case when r.observed_at <= clock_timestamp() then r.observed_at else 'epoch' end as observed_at,
                               r.in_scope and r.gone_at is null as scoped, r.in_scope and r.absent_runs = 0 as current
                          from hub.inbox_record r where r.stream_id = ? and r.source_key = any(?)
                        """)
                .param(stream.id())
                .param(incoming.keySet().toArray(String[]::new))
                .query(row -> {
                    long id = row.getLong("id");
                    known.put(
                            row.getString("source_key"),
                            new Known(
                                    id,
                                    row.getObject("hash", UUID.class),
                                    row.getObject("observed_at", OffsetDateTime.class)
                                            .toInstant()));
                    if (seen != null) {
                        seen.add(id, row.getBoolean("scoped"), row.getBoolean("current"));
                    }
                });
        return known;
    }

    private long openBatch(Stream stream, @Nullable Long runId, int records) {
        return jdbc.sql(
                        "insert into hub.inbox_batch (stream_id, run_id, record_count, traceparent) values (?, ?, ?, ?) returning id")
                .param(stream.id())
                .param(runId)
                .param(records)
                .param(4, traces.here(), Types.VARCHAR)
                .query(Long.class)
                .single();
    }

    private List<StoredRecord> insert(
            Connection connection,
            Stream stream,
            long batchId,
            List<Incoming> fresh,
            boolean inScope,
            @Nullable SeenRecords seen) {
        if (fresh.isEmpty()) {
            return List.of();
        }
        List<Long> ids = jdbc.sql("select nextval('hub.inbox_record_id_seq') from generate_series(1, ?)")
                .param(fresh.size())
                .query(Long.class)
                .list();
        List<StoredRecord> stored = new ArrayList<>(fresh.size());
        String columns =
                "id, stream_id, source_key, source_version, observed_at, content_hash, payload, batch_id, in_scope";
        try (Copy copy = new Copy(connection, "hub.inbox_record (" + columns + ")")) {
            for (int i = 0; i < fresh.size(); i++) {
                SourceRecord record = fresh.get(i).record();
                copy.value(ids.get(i))
                        .value(stream.id())
                        .value(fresh.get(i).key())
                        .value(record.sourceVersion())
                        .value(record.observedAt())
                        .value(fresh.get(i).hash())
                        .value(record.payload())
                        .value(batchId)
                        .value(inScope)
                        .endRow();
                if (seen != null) {
                    seen.add(ids.get(i), true, true);
                }
                stored.add(new StoredRecord(ids.get(i), record, null));
            }
            copy.finish();
        }
        return stored;
    }

    /** @param enters whether the records are in scope from now on; false leaves that to the snapshot that shows them */
    private List<StoredRecord> update(
            Connection connection, long batchId, List<Incoming> changed, Map<String, Known> known, boolean enters) {
        if (changed.isEmpty()) {
            return List.of();
        }
        jdbc.sql("""
                        create temp table if not exists stage_change
                          (id bigint, source_version text, observed_at timestamptz, content_hash uuid, payload bytea) on commit delete rows
                        """).update();
        List<StoredRecord> stored = new ArrayList<>(changed.size());
        try (Copy copy = new Copy(connection, "stage_change")) {
            for (Incoming each : changed) {
                SourceRecord record = each.record();
                long id = Objects.requireNonNull(known.get(each.key())).id();
                copy.value(id)
                        .value(record.sourceVersion())
                        .value(record.observedAt())
                        .value(each.hash())
                        .value(record.payload())
                        .endRow();
                stored.add(new StoredRecord(id, record, null));
            }
            copy.finish();
        }
        jdbc.sql("""
                        update hub.inbox_record r
                           set source_version = s.source_version, observed_at = s.observed_at, content_hash = s.content_hash,
                               payload = s.payload, batch_id = ?, gone_at = null, absent_runs = 0, in_scope = r.in_scope or ?
                          from stage_change s where s.id = r.id
                        """).params(batchId, enters).update();
        return stored;
    }
}
