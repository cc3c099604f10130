package io.esteira.adapter.pcp;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.Redaction;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.rows.SqlFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** A small, read-only pool to one server, and the queries that run on it. Connects when first asked. Thread-safe. */
final class PcpDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 2;
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** How much longer than for a statement the network is waited for, so that the statement is given up first. */
    private static final int SECONDS_BEYOND_STATEMENT = 5;

    private final HikariDataSource pool = new HikariDataSource();
    private final NamedParameterJdbcTemplate jdbc;
    private final SqlFiles files;
    private final Redaction redaction;

    PcpDatabase(PcpProperties properties, String url) {
        this(properties, url, properties.connectTimeout(), properties.queryTimeout());
    }

    /** With other bounds than those that the site has set. */
    PcpDatabase(PcpProperties properties, String url, Duration connectTimeout, Duration queryTimeout) {
        this.files = new SqlFiles(PcpDatabase.class, "/pcp/sql", properties.sqlFolder());
        this.redaction = Redaction.of(properties.password());
        pool.setPoolName("pcp");
        pool.setJdbcUrl(url);
        pool.setUsername(properties.user());
        pool.setPassword(properties.password());
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(IDLE.toMillis());
        pool.setConnectionTimeout(connectTimeout.toMillis());
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("connectTimeout", Long.toString(Math.max(1, connectTimeout.toSeconds())));
        pool.addDataSourceProperty("socketTimeout", Long.toString(queryTimeout.toSeconds() + SECONDS_BEYOND_STATEMENT));
        JdbcTemplate template = new JdbcTemplate(pool);
        template.setQueryTimeout((int) queryTimeout.toSeconds());
        this.jdbc = new NamedParameterJdbcTemplate(template);
    }

    /**
     * Runs a query of that text.
     *
     * @throws SourceUnavailable when the server is away or refuses
     */
    <T> List<T> query(String sql, Map<String, ?> parameters, RowMapper<T> mapper) {
        try {
            return jdbc.query(sql, parameters, mapper);
        } catch (DataAccessException e) {
            // Without the failure itself: whoever logs its cause would show what the driver says unmasked.
            throw new SourceUnavailable("planning database: " + redaction.quote(e.getMostSpecificCause()));
        }
    }

    /** One number. Fails as the driver does. */
    long ask(String sql, Map<String, ?> parameters) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, parameters, Long.class));
    }

    /** One of the pool, to be closed by the caller. */
    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /** The site's file of that name, or the adapter's own. */
    String sql(String name) {
        return files.read(name);
    }

    @Override
    public void close() {
        pool.close();
    }
}
