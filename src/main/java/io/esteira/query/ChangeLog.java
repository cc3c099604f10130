package io.esteira.query;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads on in {@code hub.change_log}, only below the oldest transaction that still runs, so that a late commit is never
 * passed over. Thread-safe.
 */
final class ChangeLog {

    private static final int AT_ONCE = 5_000;

    private static final String NOW = "select pg_snapshot_xmin(pg_current_snapshot())::text";

    private static final String ENTRIES = """
            select tx::text, seq, entity, row_id
            from hub.change_log
            where (tx, seq) > (?::xid8, ?) and tx < ?::xid8 and entity = any(?)
            order by tx, seq
            limit ?""";

    /** The entries themselves, for SQL that asks more about them. */
    private static final String CHANGED =
            "(select l.* from unnest(?::xid8[], ?) e (tx, seq) join hub.change_log l using (tx, seq))";

    /** The end of the key tells; asked whether there is any entry, PostgreSQL would look through the whole table. */
    private static final String HELD_BACK = "select coalesce(max(tx) >= ?::xid8, false) from hub.change_log";

    /** Everything up to here has been read. */
    private record Position(String tx, long seq) {}

    private record Entry(Position position, String entity, long row) {}

    /**
     * @param rows internal ids of told rows
     * @param more there is more to read at once
     * @param heldBack there are entries that must wait for an older transaction
     */
    record Look(Map<ChangeSource, Set<Long>> rows, boolean more, boolean heldBack) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final DataSource dataSource;
    private @Nullable Position position;

    ChangeLog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** From now on entries count, unless they do already. */
    void startIfIdle() {
        lock.lock();
        try (Connection connection = dataSource.getConnection()) {
            if (position == null) {
                position = new Position(now(connection), -1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the change log", e);
        } finally {
            lock.unlock();
        }
    }

    /** Does not read on while nobody wants to know; those who do are counted before they start. */
    boolean restIf(BooleanSupplier nobody) {
        lock.lock();
        try {
            if (!nobody.getAsBoolean()) {
                return false;
            }
            position = null;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads on.
     *
     * @param wanted asked for while nobody can start: whoever starts later starts behind what is read here
     */
    Look read(Supplier<Set<ChangeSource>> wanted) throws SQLException {
        lock.lock();
        try (Connection connection = dataSource.getConnection()) {
            Set<ChangeSource> sources = wanted.get();
            String end = now(connection);
            Position from = position == null ? new Position(end, -1) : position;
            List<Entry> entries = entries(connection, from, end, sources);
            Map<ChangeSource, Set<Long>> rows = new HashMap<>();
            for (ChangeSource source : sources) {
                List<Entry> changed = entries.stream()
                        .filter(entry -> entry.entity().equals(source.entity()))
                        .toList();
                rows.put(source, told(connection, source, changed));
            }
            boolean more = entries.size() == AT_ONCE;
            boolean heldBack = heldBack(connection, end);
            position = more ? entries.getLast().position() : new Position(end, -1);
            return new Look(rows, more, heldBack);
        } finally {
            lock.unlock();
        }
    }

    private static String now(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOW);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static List<Entry> entries(
            Connection connection, Position from, String end, Collection<ChangeSource> sources) throws SQLException {
        Object[] entities =
                sources.stream().map(ChangeSource::entity).distinct().toArray();
        try (PreparedStatement statement = connection.prepareStatement(ENTRIES)) {
            statement.setString(1, from.tx());
            statement.setLong(2, from.seq());
            statement.setString(3, end);
            statement.setArray(4, connection.createArrayOf("text", entities));
            statement.setInt(5, AT_ONCE);
            List<Entry> entries = new java.util.ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Position position = new Position(rows.getString(1), rows.getLong(2));
                    entries.add(new Entry(position, rows.getString(3), rows.getLong(4)));
                }
            }
            return entries;
        }
    }

    private static boolean heldBack(Connection connection, String end) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HELD_BACK)) {
            statement.setString(1, end);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static Set<Long> told(Connection connection, ChangeSource source, List<Entry> changed) throws SQLException {
        Set<Long> told = new LinkedHashSet<>();
        String sql = source.rows();
        if (sql == null || changed.isEmpty()) {
            changed.forEach(entry -> told.add(entry.row()));
            return told;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.replace("{changed}", CHANGED))) {
            statement.setArray(1, array(connection, "text", changed, entry -> entry.position()
                    .tx()));
            statement.setArray(2, array(connection, "bigint", changed, entry -> entry.position()
                    .seq()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    told.add(rows.getLong(1));
                }
            }
            return told;
        }
    }

    private static Array array(Connection connection, String type, List<Entry> entries, Function<Entry, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, entries.stream().map(value).toArray());
    }
}
