package io.esteira.inbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Maps stored records again and takes it back: what that would have changed is what the canonical rows do not say as the records do. Records
 * that wait to be mapped are left out.
 */
@Component
public class Rehearsal {

    /**
     * A canonical row that mapping would have changed.
     *
     * @param table its table
     * @param before the row as it is, as JSON; null where there is none
     * @param after the row as its record would have it, as JSON
     */
    public record Change(
            String sourceKey, String table, @Nullable String before, String after) {}

    private record Logged(
            String table, long row, long record, @Nullable String before) {}

    private final JdbcClient jdbc;
    private final Streams streams;
    private final StoredRecords stored;
    private final RecordMapping mapping;
    private final TransactionTemplate transaction;

    Rehearsal(
            JdbcClient jdbc,
            Streams streams,
            StoredRecords stored,
            RecordMapping mapping,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.streams = streams;
        this.stored = stored;
        this.mapping = mapping;
        this.transaction = transaction;
    }

    /** @param records ids of records of the stream that are not gone; a few hundred, since what it would change is locked meanwhile */
    public List<Change> of(short streamId, List<Long> records) {
        Stream stream = streams.get(streamId);
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            int unused = mapping.map(stream, () -> mapped(stream, records));
            return changes(records);
        }));
    }

    private List<StoredRecord> mapped(Stream stream, List<Long> records) {
        return stored.of(
                stream,
                jdbc.sql("""
                                select r.id from hub.inbox_record r
                                 where r.id = any(?) and r.gone_at is null
                                   and not exists (select 1 from hub.inbox_batch b where b.id = r.batch_id and b.mapped_at is null)
                                """)
                        .param(records.toArray(Long[]::new))
                        .query(Long.class)
                        .list());
    }

    private List<Change> changes(List<Long> records) {
        List<Logged> log = jdbc.sql("""
                        select entity, row_id, inbox_id, before::text as before from hub.change_log
                         where tx = pg_current_xact_id() and inbox_id = any(?) and kind <> 'D' order by seq
                        """)
                .param(records.toArray(Long[]::new))
                .query((row, n) -> new Logged(
                        row.getString("entity"),
                        row.getLong("row_id"),
                        row.getLong("inbox_id"),
                        row.getString("before")))
                .list();
        Map<Long, String> keys = keys(log.stream().map(Logged::record).toList());
        List<Change> changes = new ArrayList<>();
        log.stream().collect(Collectors.groupingBy(Logged::table)).forEach((table, rows) -> {
            Map<Long, String> after = rows(table, rows.stream().map(Logged::row).toList());
            rows.forEach(row -> changes.add(new Change(
                    Objects.requireNonNull(keys.get(row.record())),
                    table,
                    row.before(),
                    Objects.requireNonNull(after.get(row.row())))));
        });
        return changes;
    }

    private Map<Long, String> keys(List<Long> records) {
        Map<Long, String> keys = new HashMap<>();
        jdbc.sql("select id, source_key from hub.inbox_record where id = any(?)")
                .param(records.toArray(Long[]::new))
                .query(row -> {
                    keys.put(row.getLong("id"), row.getString("source_key"));
                });
        return keys;
    }

    /** @param table as the hub itself has written it into the log */
    private Map<Long, String> rows(String table, List<Long> ids) {
        Map<Long, String> rows = new HashMap<>();
        jdbc.sql("select t.id, to_jsonb(t)::text as row from hub." + table + " t where t.id = any(?)")
                .param(ids.toArray(Long[]::new))
                .query(row -> {
                    rows.put(row.getLong("id"), row.getString("row"));
                });
        return rows;
    }
}
