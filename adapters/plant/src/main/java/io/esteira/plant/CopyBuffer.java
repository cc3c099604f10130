package io.esteira.plant;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows on their way into one table, sent by COPY a chunk at a time. Used by one thread. */
final class CopyBuffer {

    private static final int CHUNK = 1 << 20;

    private final Connection connection;
    private final String copy;
    private final StringBuilder rows = new StringBuilder();

    /** @param columns the columns in the order of the values; blank for all of the table */
    CopyBuffer(Connection connection, String table, String columns) {
        this.connection = connection;
        this.copy = "copy " + table + (columns.isBlank() ? "" : " (" + columns + ")") + " from stdin";
    }

    void row(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                rows.append('\t');
            }
            Object value = values[i];
            rows.append(value == null ? "\\N" : escape(value.toString()));
        }
        rows.append('\n');
        if (rows.length() > CHUNK) {
            flush();
        }
    }

    private static String escape(String text) {
        return text.indexOf('\\') < 0 && text.indexOf('\t') < 0 && text.indexOf('\n') < 0
                ? text
                : text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    void flush() {
        try {
            long unused =
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new StringReader(rows.toString()));
            rows.setLength(0);
        } catch (SQLException e) {
            throw new IllegalStateException(copy + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
