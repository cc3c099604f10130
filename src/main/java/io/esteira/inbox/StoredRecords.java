package io.esteira.inbox;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds records of the inbox again, as they are now. */
@Component
class StoredRecords {

    private final JdbcClient jdbc;

    StoredRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StoredRecord> of(Stream stream, List<Long> ids) {
        return load(stream, "r.id = any(?)", ids.toArray(Long[]::new));
    }

    /** What the batch brought and no later batch has changed. */
    List<StoredRecord> ofBatch(Stream stream, long batchId) {
        return load(stream, "r.batch_id = ?", batchId);
    }

    /** Those of the batch's records, still in memory, that no later batch has changed. */
    List<StoredRecord> stillOf(Stream stream, long batchId, List<StoredRecord> records) {
        if (!isOvertaken(stream, batchId)) {
            return records;
        }
        Long[] ids = records.stream().map(StoredRecord::id).toArray(Long[]::new);
        Set<Long> current = Set.copyOf(jdbc.sql("select id from hub.inbox_record where id = any(?) and batch_id = ?")
                .params(ids, batchId)
                .query(Long.class)
                .list());
        return records.stream().filter(stored -> current.contains(stored.id())).toList();
    }

    private boolean isOvertaken(Stream stream, long batchId) {
        return jdbc.sql("select exists (select 1 from hub.inbox_batch where stream_id = ? and id > ?)")
                .params(stream.id(), batchId)
                .query(Boolean.class)
                .single();
    }

    private List<StoredRecord> load(Stream stream, String condition, Object parameter) {
        return jdbc.sql("select " + InboxRows.COLUMNS + " from hub.inbox_record r where " + condition
                        + " order by r.id")
                .param(parameter)
                .query((row, n) -> InboxRows.stored(stream, row))
                .list();
    }
}
