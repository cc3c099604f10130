package io.esteira.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows by PostgreSQL's COPY, the fastest way in. One row is the values of its columns, each given by {@link #value},
 * closed by {@link #endRow}. Not safe for use by several threads.
 */
public final class Copy implements AutoCloseable {

    private static final int FLUSH_AT = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(FLUSH_AT + 4096);
    private boolean firstOfRow = true;

    /** @param target table and columns, as in {@code stage_item (ord, key)} */
    public Copy(Connection connection, String target) {
        try {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + target + " from stdin");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot start COPY to " + target, e);
        }
    }

    /** The text as PostgreSQL keeps it: it cannot hold the character 0, and no source means anything by it. */
    public static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    /** A value in its text form, as {@code toString} gives it; null for SQL's null. Bytes are written as {@code bytea}. */
    public Copy value(@Nullable Object value) {
        if (!firstOfRow) {
            buffer.append('\t');
        }
        firstOfRow = false;
        switch (value) {
            case null -> buffer.append("\\N");
            case byte[] bytes -> {
                buffer.append("\\\\x");
                buffer.append(HexFormat.of().formatHex(bytes));
            }
            case java.math.BigDecimal number -> buffer.append(number.toPlainString());
            default -> escape(value.toString());
        }
        return this;
    }

    public void endRow() {
        buffer.append('\n');
        firstOfRow = true;
        if (buffer.length() >= FLUSH_AT) {
            flush();
        }
    }

    /** @return rows written */
    public long finish() {
        flush();
        try {
            return copy.endCopy();
        } catch (SQLException e) {
            throw new IllegalStateException("COPY was refused: " + e.getMessage(), e);
        }
    }

    /** Cancels what {@link #finish} has not completed. */
    @Override
    public void close() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("cannot cancel COPY", e));
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                // PostgreSQL's text cannot hold it, and no source means anything by it.
                case '\0' -> {}
                default -> buffer.append(c);
            }
        }
    }

    private void flush() {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        buffer.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new IllegalStateException("COPY was refused: " + e.getMessage(), e);
        }
    }
}
