package io.esteira.adapter.csw;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.Redaction;
import io.esteira.adapter.csw.CswBudget.Turn;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryOutcome.Delivered;
import io.esteira.adapter.delivery.DeliveryOutcome.NotExecuted;
import io.esteira.adapter.delivery.DeliveryOutcome.Rejected;
import io.esteira.adapter.delivery.DeliveryOutcome.Uncertain;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * A site's own table that takes postings. Writes through connections of its own, since the others are read-only. The effect
 * begins with the commit, so that all before it is sure to have had none.
 */
final class CswInterfaceTable implements AutoCloseable {

    private final CswDatabase database;
    private final CswProperties properties;
    private final Optional<String> insertSql;
    private final boolean readable;
    private final HikariDataSource pool;
    private final Redaction redaction;

    CswInterfaceTable(CswDatabase database, CswProperties properties) {
        this.database = database;
        this.properties = properties;
        this.insertSql = database.ofSite("posting");
        this.readable = database.ofSite("posting-read-back").isPresent();
        this.redaction = Redaction.of(properties.password());
        this.pool = CswDatabase.pool(
                "csw-postings",
                new CswConnections(properties, properties.queryTimeout()),
                properties.testQuery(),
                properties.connectTimeout());
        pool.setReadOnly(false);
        pool.setMaximumPoolSize(1);
    }

    /** Both files are read once, at the start. */
    boolean isMapped() {
        return insertSql.isPresent() && readable;
    }

    /** From the last look at the deadline on there is only the commit, which the time-out of the network bounds. */
    Duration longestCall() {
        return isMapped() ? CswConnections.longestSilence(properties.queryTimeout()) : Duration.ZERO;
    }

    DeliveryOutcome insert(DeliveryOrder order, Deadline deadline) {
        Connection connection;
        try {
            connection = pool.getConnection();
        } catch (SQLException | RuntimeException e) {
            return new NotExecuted("CSW does not answer: " + redaction.quote(e), null);
        }
        try {
            return prepared(connection, order, deadline).orElseGet(() -> committed(connection));
        } finally {
            // What was not committed is undone with it.
            JdbcUtils.closeConnection(connection);
        }
    }

    private DeliveryOutcome committed(Connection connection) {
        try {
            connection.commit();
            return new Delivered(null, "inserted");
        } catch (SQLException e) {
            return new Uncertain("CSW did not confirm the INSERT: " + redaction.quote(e));
        }
    }

    /** Why the INSERT is not to be committed; empty when it waits for the commit alone. */
    private Optional<DeliveryOutcome> prepared(Connection connection, DeliveryOrder order, Deadline deadline) {
        try {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.setQueryTimeout((int) properties.queryTimeout().toSeconds());
            new NamedParameterJdbcTemplate(jdbc).update(insertSql.orElseThrow(), parameters(order));
        } catch (TransientDataAccessException
                | RecoverableDataAccessException
                | NonTransientDataAccessResourceException e) {
            return Optional.of(new NotExecuted("CSW did not take the INSERT in time: " + cause(e), null));
        } catch (DataAccessException e) {
            return Optional.of(new Rejected("SQL", cause(e)));
        }
        return deadline.passed()
                ? Optional.of(new NotExecuted("the INSERT took too long and was undone", null))
                : Optional.empty();
    }

    private String cause(DataAccessException e) {
        return redaction.quote(e.getMostSpecificCause());
    }

    /** One key for each row that carries the reference: that of its movement, null while CSW has not made one. */
    List<@Nullable String> find(String reference) {
        return database.query(
                Turn.QUESTION, "posting-read-back", Map.of("reference", reference), 2, (row, n) -> row.getString(1));
    }

    private Map<String, @Nullable Object> parameters(DeliveryOrder order) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("reference", order.reference());
        parameters.put("company", sourceCompany(order.company()));
        parameters.put("order", order.orderKey());
        parameters.put("phase", order.phaseCode());
        parameters.put("sequence", order.sequence());
        parameters.put("day", order.postedOn().toString());
        parameters.put("good", order.good());
        parameters.put("scrap", order.scrap());
        parameters.put("rework", order.rework());
        parameters.put("operator", order.operator());
        parameters.put("note", order.note());
        return parameters;
    }

    private String sourceCompany(String company) {
        return properties.companies().entrySet().stream()
                .filter(entry -> entry.getValue().equals(company))
                .map(Map.Entry::getKey)
                .findAny()
                .orElseThrow();
    }

    @Override
    public void close() {
        pool.close();
    }
}
