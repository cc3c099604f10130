package io.esteira.adapter.csw;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.SourceUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** A small, read-only pool to CSW and the queries that run on it. Connects when first asked, so that the hub starts without CSW. */
final class CswDatabase implements AutoCloseable {

    /** No bound on rows. */
    static final int ALL = -1;

    private static final int FETCH_SIZE = 2_000;

    private final HikariDataSource pool;
    private final CswProperties properties;
    private final CswBudget budget;

    CswDatabase(CswProperties properties) {
        this.properties = properties;
        this.budget = new CswBudget(properties.rowsPerSecond(), properties.queriesPerHour());
        this.pool = pool("csw", properties);
        pool.setReadOnly(true);
        pool.setMaximumPoolSize(properties.connections());
    }

    /** A pool that connects when first asked. */
    static HikariDataSource pool(String name, CswProperties properties) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setDataSource(new CswConnections(properties));
        if (!properties.testQuery().isBlank()) {
            pool.setConnectionTestQuery(properties.testQuery());
        }
        // The fetch size streams only within a transaction; READ COMMITTED since CSW's own default reads what is not
        // committed.
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(properties.connectTimeout().toMillis());
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    /**
     * Runs a query.
     *
     * @param name of the {@code .sql} file
     * @param maxRows bound by the driver; {@link #ALL} for none
     * @throws SourceUnavailable when CSW is away or refuses
     */
    <T> List<T> query(String name, Map<String, ?> parameters, int maxRows, RowMapper<T> mapper) {
        try {
            return run(sql(name), parameters, maxRows, mapper);
        } catch (DataAccessException e) {
            throw new SourceUnavailable(
                    "CSW query " + name + " failed: " + e.getMostSpecificCause().getMessage(), e);
        }
    }

    /** As {@link #query}, of a statement that is no file. */
    <T> List<T> run(String sql, Map<String, ?> parameters, int maxRows, RowMapper<T> mapper) {
        budget.query();
        JdbcTemplate jdbc = new JdbcTemplate(pool);
        jdbc.setMaxRows(maxRows);
        jdbc.setFetchSize(FETCH_SIZE);
        jdbc.setQueryTimeout((int) properties.queryTimeout().toSeconds());
        List<T> rows = new NamedParameterJdbcTemplate(jdbc).query(sql, parameters, read(maxRows, mapper));
        return Objects.requireNonNull(rows);
    }

    /** Counts by itself as well: not every driver keeps to the bound. */
    private <T> ResultSetExtractor<List<T>> read(int maxRows, RowMapper<T> mapper) {
        return result -> {
            List<T> rows = new ArrayList<>();
            while (rows.size() != maxRows && result.next()) {
                budget.row();
                rows.add(mapper.mapRow(result, rows.size()));
            }
            return rows;
        };
    }

    /** The site's file of that name, or the adapter's own. */
    String sql(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("there is no query " + name));
    }

    Optional<String> find(String name) {
        Path override =
                properties.sqlFolder() == null ? null : properties.sqlFolder().resolve(name + ".sql");
        try {
            if (override != null && Files.isReadable(override)) {
                return Optional.of(Files.readString(override));
            }
            return Optional.ofNullable(own(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String own(String name) throws IOException {
        try (InputStream in = CswDatabase.class.getResourceAsStream("/csw/sql/" + name + ".sql")) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
