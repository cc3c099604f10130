package io.esteira.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.testkit.ScratchFolder;
import io.esteira.plant.embedded.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One PostgreSQL per JVM; each {@link #create} is a fresh database with all tables, copied from a migrated template. */
public final class TestDatabase {

    private static final String TEMPLATE = "esteira_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    public static HikariDataSource create() {
        String name = "test_" + COUNT.incrementAndGet();
        execute("create database " + name + " template " + TEMPLATE);
        return pool(name);
    }

    /** A database that was set up by other hands, with these statements, before the hub made its tables there. */
    public static HikariDataSource createAfter(String... statements) {
        String name = "test_" + COUNT.incrementAndGet();
        execute("create database " + name);
        HikariDataSource pool = pool(name);
        JdbcClient jdbc = JdbcClient.create(pool);
        for (String statement : statements) {
            jdbc.sql(statement).update();
        }
        migrate(pool);
        return pool;
    }

    /** A database that orders texts by their code points, whatever the machine's language. */
    public static HikariDataSource createWithPlainOrder() {
        String name = "test_" + COUNT.incrementAndGet();
        execute("create database " + name + " template template0 locale_provider builtin builtin_locale 'C.UTF-8'");
        HikariDataSource pool = pool(name);
        migrate(pool);
        return pool;
    }

    /** As a start of the hub does. */
    public static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .defaultSchema("hub")
                .schemas("hub")
                .createSchemas(true)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static HikariDataSource pool(String database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Server.POSTGRES.getJdbcUrl("postgres", database));
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static void execute(String sql) {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Started when first asked for. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                // In a run of mutants no Spring application starts, which would close it below.
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPort(Ports.free())
                        .setRegisterShutdownHook(System.getProperty("mutation") != null)
                        .setDataDirectory(ScratchFolder.create("database"))
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .setPGStartupWait(Duration.ofSeconds(120))
                        .start();
                try (Connection connection = postgres.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("create database " + TEMPLATE);
                }
                migrate(postgres.getDatabase("postgres", TEMPLATE));
                SpringApplication.getShutdownHandlers().add(() -> close(postgres));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot prepare the template database", e);
            }
        }

        /** Once all hubs have stopped, which wait for it otherwise. */
        private static void close(EmbeddedPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
