package io.esteira.query;

import io.esteira.platform.Traces;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/** Runs compiled statements. Safe for use by several threads. */
final class StatementRunner {

    private static final String CANCELLED = "57014";
    private static final int MAX_STREAMS = 3;

    /** Uses after which the server keeps a statement and its plan; one that it never keeps answers in text. */
    private static final int NEVER = 0;

    /** They hold their connections for as long as their clients take. */
    private final Semaphore streams = new Semaphore(MAX_STREAMS);

    private final SQLExceptionTranslator translator = new SQLStateSQLExceptionTranslator();
    private final DataSource dataSource;
    private final int timeoutSeconds;
    private final ReadMeters meters;
    private final Traces traces;

    /** @param timeout of one statement; rounded up to seconds */
    StatementRunner(DataSource dataSource, Duration timeout, ReadMeters meters, Traces traces) {
        this.dataSource = dataSource;
        this.timeoutSeconds = seconds(timeout);
        this.meters = meters;
        this.traces = traces;
    }

    private static int seconds(Duration time) {
        return Math.max(1, Math.toIntExact(time.plusMillis(999).toSeconds()));
    }

    /**
     * The statement's answer; null when it has none.
     *
     * @param left how long it may take; negative when the time of the request is over
     */
    @Nullable
    Json answer(Statement statement, Bind.Inputs inputs, Duration left) {
        if (left.isNegative()) {
            throw ReadRefused.timedOut(timeoutSeconds, null);
        }
        byte[] text = query(statement, inputs, seconds(left));
        if (text == null) {
            return null;
        }
        JsonText answer = new JsonText(2 * text.length);
        statement.rewriter().rewrite(new JsonSource(text), answer);
        return answer.toJson();
    }

    /** What a statement of changes tells. */
    ChangesRewriter.Part part(Statement statement, Bind.Inputs inputs) {
        byte[] text = Objects.requireNonNull(query(statement, inputs, timeoutSeconds));
        return ((ChangesRewriter) statement.rewriter()).part(new JsonSource(text));
    }

    /** Rows of a statement of known rows, by internal id. */
    Map<Long, Json> rows(Statement statement, Bind.Inputs inputs) {
        byte[] text = query(statement, inputs, timeoutSeconds);
        if (text == null) {
            return Map.of();
        }
        Map<Long, Json> rows = new LinkedHashMap<>();
        JsonSource from = new JsonSource(text);
        from.enter();
        while (from.nextElement()) {
            from.enter();
            from.nextMember();
            long id = Long.parseLong(Objects.requireNonNull(from.plain()));
            JsonText row = new JsonText(0);
            ((Rewriter.Row) statement.rewriter()).rewriteMembers(from, row);
            rows.put(id, row.toJson());
        }
        return rows;
    }

    /**
     * Reads a statement that has a row for each row.
     *
     * @return false when too many are being read
     */
    boolean each(Statement statement, Bind.Inputs inputs, ReadAhead.Taker taker) throws IOException {
        List<Object> values = values(statement, inputs);
        long from = System.nanoTime();
        if (!streams.tryAcquire()) {
            return false;
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement prepared = prepare(connection, statement, values, timeoutSeconds)) {
                prepared.setFetchSize(ReadAhead.ROWS_AT_ONCE);
                try (ResultSet rows = prepared.executeQuery()) {
                    ReadAhead.each(rows, taker);
                }
            } finally {
                connection.rollback();
            }
            meters.answered(statement.entity(), System.nanoTime() - from);
            return true;
        } catch (SQLException e) {
            throw failed(statement, e, System.nanoTime() - from);
        } finally {
            streams.release();
        }
    }

    /** Values are looked at before a connection is taken, so that bad input costs no SQL. */
    private static List<Object> values(Statement statement, Bind.Inputs inputs) {
        return statement.binds().stream()
                .map(bind -> bind.value().apply(inputs))
                .toList();
    }

    private byte @Nullable [] query(Statement statement, Bind.Inputs inputs, int seconds) {
        return traces.step("sql read " + statement.entity().type(), () -> queried(statement, inputs, seconds));
    }

    private byte @Nullable [] queried(Statement statement, Bind.Inputs inputs, int seconds) {
        List<Object> values = values(statement, inputs);
        long from = System.nanoTime();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = prepare(connection, statement, values, seconds);
                ResultSet rows = prepared.executeQuery()) {
            byte[] answer = rows.next() ? rows.getBytes(1) : null;
            meters.answered(statement.entity(), System.nanoTime() - from);
            return answer;
        } catch (SQLException e) {
            throw failed(statement, e, System.nanoTime() - from);
        }
    }

    private PreparedStatement prepare(Connection connection, Statement statement, List<Object> values, int seconds)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement.sql());
        prepared.setQueryTimeout(seconds);
        if (statement.planned()) {
            prepared.unwrap(PGStatement.class).setPrepareThreshold(NEVER);
        }
        for (int i = 0; i < values.size(); i++) {
            Bind bind = statement.binds().get(i);
            Object value = values.get(i);
            prepared.setObject(
                    i + 1, bind.array() ? connection.createArrayOf(bind.sqlType(), (Object[]) value) : value);
        }
        return prepared;
    }

    private RuntimeException failed(Statement statement, SQLException e, long nanos) {
        boolean cancelled = CANCELLED.equals(e.getSQLState());
        meters.failed(statement.entity(), cancelled, nanos);
        if (cancelled) {
            return ReadRefused.timedOut(timeoutSeconds, e);
        }
        DataAccessException translated = translator.translate("read", null, e);
        return translated == null ? new IllegalStateException("read failed", e) : translated;
    }
}
