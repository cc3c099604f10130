package io.esteira.inbox;

import io.esteira.adapter.SourceRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

/** Reads inbox rows back as the records that they were. */
final class InboxRows {

    /**
     * Columns that {@link #stored} needs; where a person has corrected what came, the corrected copy stands for it. It is {@code
     * hub.edited_payload} written out: for thousands of rows a call for each takes longer than what it finds.
     */
    static final String COLUMNS = """
            r.id, r.source_key, r.source_version, r.observed_at, r.gone_at,
            coalesce((select e.payload from hub.payload_edit e where e.record_id = r.id and e.batch_id = r.batch_id
                       order by e.id desc limit 1), r.payload) as payload""";

    private InboxRows() {}

    static StoredRecord stored(Stream stream, ResultSet row) throws SQLException {
        Timestamp goneAt = row.getTimestamp("gone_at");
        return new StoredRecord(row.getLong("id"), record(stream, row), goneAt == null ? null : goneAt.toInstant());
    }

    private static SourceRecord record(Stream stream, ResultSet row) throws SQLException {
        return new SourceRecord(
                stream.source(),
                stream.company().code(),
                stream.entity(),
                row.getString("source_key"),
                row.getString("source_version"),
                row.getTimestamp("observed_at").toInstant(),
                row.getBytes("payload"));
    }
}
