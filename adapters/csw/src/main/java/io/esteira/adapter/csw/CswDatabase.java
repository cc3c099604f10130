package io.esteira.adapter.csw;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.esteira.adapter.Patience;
import io.esteira.adapter.Redaction;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.csw.CswBudget.Turn;
import io.esteira.adapter.rows.SqlFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** A small, read-only pool to CSW and the queries that run on it. Connects when first asked, so that the hub starts without CSW. */
final class CswDatabase implements AutoCloseable {

    /** No bound on rows. */
    static final int ALL = -1;

    private static final int FETCH_SIZE = 2_000;

    /** The vendor's licence counts connections that nobody uses too; a shorter time the pool does not take. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final HikariDataSource pool;
    private final CswConnections connections;
    private final CswProperties properties;
    private final SqlFiles files;
    private final CswStatements statements;
    private final Duration queryTimeout;
    private final CswBudget budget;
    private final Redaction redaction;

    CswDatabase(CswProperties properties) {
        this(
                properties,
                properties.connectTimeout(),
                properties.queryTimeout(),
                new CswBudget(properties.rowsPerSecond(), properties.queriesPerHour()));
    }

    /** With other bounds than those that the site has set. */
    CswDatabase(CswProperties properties, Duration connectTimeout, Duration queryTimeout, CswBudget budget) {
        this.properties = properties;
        this.files = new SqlFiles(CswDatabase.class, "/csw/sql", properties.sqlFolder());
        this.statements = new CswStatements(files);
        this.queryTimeout = queryTimeout;
        this.budget = budget;
        this.redaction = Redaction.of(properties.password());
        this.connections = new CswConnections(properties, queryTimeout);
        this.pool = pool("csw", connections, properties.testQuery(), connectTimeout);
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(properties.connections());
    }

    /** A pool that connects when first asked. */
    static HikariDataSource pool(String name, CswConnections connections, String testQuery, Duration connectTimeout) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setDataSource(connections);
        if (!testQuery.isBlank()) {
            pool.setConnectionTestQuery(testQuery);
        }
        // The fetch size streams only within a transaction; READ COMMITTED since CSW's own default reads what is not
        // committed.
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(IDLE.toMillis());
        pool.setConnectionTimeout(connectTimeout.toMillis());
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    /**
     * Runs a query.
     *
     * @param name of a statement of {@link CswStatements}
     * @param maxRows bound by the driver; {@link #ALL} for none
     * @throws SourceUnavailable when CSW is away or refuses, or the budget is used up
     */
    <T> List<T> query(Turn turn, String name, Map<String, ?> parameters, int maxRows, RowMapper<T> mapper) {
        try {
            budget.query(turn);
            return patiently(() -> run(sql(name), parameters, maxRows, queryTimeout, mapper));
        } catch (DataAccessException e) {
            // Without the failure itself: whoever logs its cause would show what the driver says unmasked.
            throw new SourceUnavailable("CSW query " + name + " failed: " + redaction.quote(e.getMostSpecificCause()));
        }
    }

    /** Where nothing else ends a query on a line that is cut, it is left behind with its connection, and fails. */
    private <T> List<T> patiently(Callable<List<T>> query) {
        try {
            return connections.areBounded()
                    ? query.call()
                    : Patience.ask(CswConnections.longestSilence(queryTimeout), query);
        } catch (TimeoutException e) {
            throw new QueryTimeoutException("no answer in time, by a driver that bounds no network");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable("interrupted while CSW was asked");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * As {@link #query}, of a statement that is no file.
     *
     * @param atMost until it is given up, where the driver knows time-outs
     * @throws DataAccessException when CSW is away or refuses
     */
    <T> List<T> ask(String sql, Map<String, ?> parameters, int maxRows, Duration atMost, RowMapper<T> mapper) {
        budget.query(Turn.QUESTION);
        return run(sql, parameters, maxRows, atMost, mapper);
    }

    private <T> List<T> run(String sql, Map<String, ?> parameters, int maxRows, Duration atMost, RowMapper<T> mapper) {
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.setMaxRows(maxRows);
        jdbc.setFetchSize(FETCH_SIZE);
        jdbc.setQueryTimeout((int) atMost.toSeconds());
        List<T> rows = Objects.requireNonNull(
                new NamedParameterJdbcTemplate(jdbc).query(sql, parameters, read(maxRows, mapper)));
        budget.rows(rows.size());
        return rows;
    }

    /** Counts by itself as well: not every driver keeps to the bound. */
    private static <T> ResultSetExtractor<List<T>> read(int maxRows, RowMapper<T> mapper) {
        return result -> {
            List<T> rows = new ArrayList<>();
            while (rows.size() != maxRows && result.next()) {
                rows.add(mapper.mapRow(result, rows.size()));
            }
            return rows;
        };
    }

    /** Connections that somebody else could still take. */
    int spareConnections() {
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return properties.connections() - (state == null ? 0 : state.getActiveConnections());
    }

    /** One of the pool, to be closed by the caller. */
    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /** A statement of {@link CswStatements}. */
    String sql(String name) {
        return statements.read(name);
    }

    /** A statement that only a site can give. */
    Optional<String> ofSite(String name) {
        return files.ofSite(name);
    }

    /** Before all else stops: a run that waits for the budget would hold the stop up. */
    @EventListener(ContextClosedEvent.class)
    void stopWaiting() {
        budget.close();
    }

    @Override
    public void close() {
        budget.close();
        pool.close();
    }
}
