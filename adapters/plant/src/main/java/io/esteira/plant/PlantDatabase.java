package io.esteira.plant;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.esteira.plant.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The plant's database. Every transaction carries the plant's time, which row stamps and the ledger use. Thread-safe. */
final class PlantDatabase implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("(jdbc:postgresql://[^/]+/)([^?]*)(\\?.*)?");
    private static final int CONNECTIONS = 12;

    private final HikariDataSource pool;
    private final String server;
    private final String name;
    private final PlantClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate readOnly;

    private PlantDatabase(HikariDataSource pool, String server, String name, PlantClock clock) {
        this.pool = pool;
        this.server = server;
        this.name = name;
        this.clock = clock;
        this.jdbc = JdbcClient.create(pool);
        JdbcTransactionManager transactions = new JdbcTransactionManager(pool);
        this.transaction = new TransactionTemplate(transactions);
        this.readOnly = new TransactionTemplate(transactions);
        readOnly.setReadOnly(true);
        readOnly.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Connects to the named database of the server, which is created when absent. */
    static PlantDatabase open(String adminJdbcUrl, String name, PlantClock clock) {
        Matcher url = URL.matcher(adminJdbcUrl);
        if (!url.matches()) {
            throw new IllegalArgumentException("not a PostgreSQL JDBC URL with a database: " + adminJdbcUrl);
        }
        EmbeddedDatabase.createDatabase(adminJdbcUrl, name);
        String server = Objects.requireNonNull(url.group(1));
        String parameters = url.group(3) == null ? "" : url.group(3);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server + name + parameters);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setPoolName("plant-" + name);
        return new PlantDatabase(new HikariDataSource(config), server, name, clock);
    }

    /** How somebody else reaches the database: no prepared type may keep a CHAR index from being used. */
    String readerUrl() {
        return server + name + "?stringtype=unspecified";
    }

    String adminUrl() {
        return pool.getJdbcUrl();
    }

    DataSource dataSource() {
        return pool;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("select set_config('plant.now', ?, true)")
                    .param(clock.instant().toString())
                    .query(String.class)
                    .single();
            return work.get();
        }));
    }

    void runInTransaction(Runnable work) {
        boolean unused = inTransaction(() -> {
            work.run();
            return true;
        });
    }

    /** Runs a query with the rights of a role that may read and nothing else. */
    <T> T reading(String role, Supplier<T> query) {
        return Objects.requireNonNull(readOnly.execute(status -> {
            jdbc.sql("set local role " + role).update();
            return query.get();
        }));
    }

    boolean isBorn() {
        return jdbc.sql("select to_regclass('plant.state') is not null")
                .query(Boolean.class)
                .single();
    }

    void runScript(String resource) {
        jdbc.sql(text(resource)).update();
    }

    private static String text(String resource) {
        try (InputStream stream = Objects.requireNonNull(PlantDatabase.class.getResourceAsStream(resource))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
