package io.esteira.inbox;

import io.esteira.adapter.SourceRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

/** Reads inbox rows back as the records that they were. */
final class InboxRows {

    /** Columns that {@link #stored} needs. */
    static final String COLUMNS = "r.id, r.source_key, r.source_version, r.observed_at, r.payload, r.gone_at";

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
