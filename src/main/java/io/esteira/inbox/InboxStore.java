package io.esteira.inbox;

import io.esteira.adapter.Page;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.Watermark;
import io.esteira.platform.Copy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps each source record as it came, once. Only keys and hashes travel for records whose content is known; new ones go by
 * COPY straight to their table, which the lock of the stream allows.
 */
@Component
class InboxStore {

    /** What was stored of a page. {@code batchId} is null when nothing was new. */
    record Stored(@Nullable Long batchId, List<StoredRecord> records) {}

    private record Known(long id, UUID hash) {}

    private record Incoming(SourceRecord record, UUID hash) {}

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    InboxStore(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    /**
     * Stores a page and moves the watermark, in one transaction.
     *
     * @param runId the run that read it; null for pushes and replays
     */
    @Transactional
    public Stored store(Stream stream, @Nullable Long runId, Page page, @Nullable Watermark watermark) {
        lock(stream);
        if (runId != null) {
            confirmLead(stream, runId, watermark);
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return store(connection, stream, runId, page);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private Stored store(Connection connection, Stream stream, @Nullable Long runId, Page page) {
        Map<String, Incoming> incoming = latestByKey(page.records());
        if (incoming.isEmpty()) {
            return new Stored(null, List.of());
        }
        Map<String, Known> known = findKnown(connection, stream, incoming, runId, page.inScope());
        List<Incoming> fresh = new ArrayList<>();
        List<Incoming> changed = new ArrayList<>();
        incoming.forEach((key, each) -> {
            Known before = known.get(key);
            if (before == null) {
                fresh.add(each);
            } else if (!before.hash().equals(each.hash())) {
                changed.add(each);
            }
        });
        if (fresh.isEmpty() && changed.isEmpty()) {
            return new Stored(null, List.of());
        }
        long batchId = openBatch(stream, runId, fresh.size() + changed.size());
        List<StoredRecord> stored = new ArrayList<>(fresh.size() + changed.size());
        stored.addAll(insert(connection, stream, batchId, fresh, runId, page.inScope()));
        stored.addAll(update(connection, batchId, changed, known));
        return new Stored(batchId, stored);
    }

    private void lock(Stream stream) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('esteira.inbox'), ?)")
                .param((int) stream.id())
                .query()
                .singleRow();
    }

    private void confirmLead(Stream stream, long runId, @Nullable Watermark watermark) {
        int rows = jdbc.sql("""
                        update hub.stream_state
                           set watermark = coalesce(:watermark, watermark),
                               watermark_at = case when :watermark is null then watermark_at else now() end
                         where stream_id = :stream and run_id = :run
                        """)
                .param("watermark", watermark == null ? null : watermark.value(), java.sql.Types.VARCHAR)
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
            latest.put(record.sourceKey(), new Incoming(record, ContentHash.of(record.payload())));
        }
        return latest;
    }

    private Map<String, Known> findKnown(
            Connection connection,
            Stream stream,
            Map<String, Incoming> incoming,
            @Nullable Long runId,
            boolean inScope) {
        jdbc.sql("create temp table if not exists stage_key (source_key text not null) on commit delete rows")
                .update();
        try (Copy copy = new Copy(connection, "stage_key (source_key)")) {
            incoming.keySet().forEach(key -> copy.value(key).endRow());
            copy.finish();
        }
        if (runId != null && inScope) {
            jdbc.sql("""
                            insert into hub.sync_seen (run_id, record_id)
                            select ?, r.id from stage_key s join hub.inbox_record r on r.stream_id = ? and r.source_key = s.source_key
                            """).params(runId, stream.id()).update();
        }
        Map<String, Known> known = new LinkedHashMap<>();
        jdbc.sql("""
                        select r.id, r.source_key, case when r.gone_at is null then r.content_hash else gen_random_uuid() end as hash
                          from stage_key s join hub.inbox_record r on r.stream_id = ? and r.source_key = s.source_key
                        """).param(stream.id()).query(row -> {
            known.put(row.getString("source_key"), new Known(row.getLong("id"), row.getObject("hash", UUID.class)));
        });
        return known;
    }

    private long openBatch(Stream stream, @Nullable Long runId, int records) {
        return jdbc.sql("insert into hub.inbox_batch (stream_id, run_id, record_count) values (?, ?, ?) returning id")
                .param(stream.id())
                .param(runId)
                .param(records)
                .query(Long.class)
                .single();
    }

    private List<StoredRecord> insert(
            Connection connection,
            Stream stream,
            long batchId,
            List<Incoming> fresh,
            @Nullable Long runId,
            boolean inScope) {
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
                        .value(record.sourceKey())
                        .value(record.sourceVersion())
                        .value(record.observedAt())
                        .value(fresh.get(i).hash())
                        .value(record.payload())
                        .value(batchId)
                        .value(runId != null && inScope)
                        .endRow();
                stored.add(new StoredRecord(ids.get(i), record, null));
            }
            copy.finish();
        }
        if (runId != null && inScope) {
            jdbc.sql("insert into hub.sync_seen (run_id, record_id) select ?, unnest(?::bigint[])")
                    .params(runId, ids.toArray(Long[]::new))
                    .update();
        }
        return stored;
    }

    private List<StoredRecord> update(
            Connection connection, long batchId, List<Incoming> changed, Map<String, Known> known) {
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
                long id = java.util.Objects.requireNonNull(known.get(record.sourceKey()))
                        .id();
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
                               payload = s.payload, batch_id = ?, gone_at = null, absent_runs = 0
                          from stage_change s where s.id = r.id
                        """).param(batchId).update();
        return stored;
    }
}
