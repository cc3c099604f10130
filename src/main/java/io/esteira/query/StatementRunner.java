package io.esteira.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Runs compiled statements. Safe for use by several threads. */
final class StatementRunner {

    private static final String CANCELLED = "57014";

    private final JsonFactory json = new JsonFactory();
    private final SQLExceptionTranslator translator = new SQLStateSQLExceptionTranslator();
    private final DataSource dataSource;
    private final int timeoutSeconds;

    /** @param timeout of one statement; rounded up to seconds */
    StatementRunner(DataSource dataSource, Duration timeout) {
        this.dataSource = dataSource;
        this.timeoutSeconds =
                Math.max(1, Math.toIntExact(timeout.plusMillis(999).toSeconds()));
    }

    /** Values are looked at before a connection is taken, so that bad input costs no SQL. */
    @Nullable
    Object run(Statement statement, Bind.Inputs inputs) {
        List<Object> values = statement.binds().stream()
                .map(bind -> bind.value().apply(inputs))
                .toList();
        String text = query(statement, values);
        if (text == null) {
            return null;
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return statement.reader().read(parser);
        }
    }

    private @Nullable String query(Statement statement, List<Object> values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            prepared.setQueryTimeout(timeoutSeconds);
            for (int i = 0; i < values.size(); i++) {
                Bind bind = statement.binds().get(i);
                Object value = values.get(i);
                prepared.setObject(
                        i + 1, bind.array() ? connection.createArrayOf(bind.sqlType(), (Object[]) value) : value);
            }
            try (ResultSet rows = prepared.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private RuntimeException failure(SQLException e) {
        if (CANCELLED.equals(e.getSQLState())) {
            return ReadRefused.timedOut(timeoutSeconds, e);
        }
        DataAccessException translated = translator.translate("read", null, e);
        return translated == null ? new IllegalStateException("read failed", e) : translated;
    }
}
