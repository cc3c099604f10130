package io.esteira.plant.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL server as a child of this process, on 127.0.0.1, with its data in a folder. Data survive a stop and a kill;
 * a server that outlived its killed parent is taken over. Works as root and as a normal user. Thread-safe.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** Who owns everything in it; trusted on this machine. */
    public static final String USER = "postgres";

    /** What a first start takes, with some for the data. */
    private static final long ROOM = 1L << 30;

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Whether a commit survives a power cut. */
    public enum Durability {
        /** As a server should be. */
        ON,
        /** Faster, for tests. */
        OFF
    }

    /**
     * Starts, with durability on.
     *
     * @param dir where the data and the unpacked programs live; created when absent
     * @param port 0 takes any free one
     * @throws PortInUseException when another program has the port
     */
    public static EmbeddedDatabase start(Path dir, int port) {
        return start(dir, port, Durability.ON);
    }

    public static EmbeddedDatabase start(Path dir, int port, Durability durability) {
        return start(dir, port, durability, Duration.ofSeconds(120));
    }

    /** @param wait how long recovery may take after a kill */
    static EmbeddedDatabase start(Path dir, int port, Durability durability, Duration wait) {
        Path home = dir.toAbsolutePath().normalize();
        Path log = home.resolve("pg.log");
        requirePort(dir, port);
        try {
            Files.createDirectories(home.resolve("pg"));
            return new EmbeddedDatabase(builder(home, port, durability)
                    .setPGStartupWait(wait)
                    .setOutputRedirector(ProcessBuilder.Redirect.to(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + home + "; " + log + " says why", e);
        }
    }

    /**
     * Nothing when the server could start: the port is free, or taken by the folder's own server that outlived its parent.
     *
     * @throws PortInUseException when another program has the port
     */
    public static void requirePort(Path dir, int port) {
        if (!Postmaster.runsOn(dir.toAbsolutePath().normalize().resolve("pg"), port)) {
            Ports.require("PostgreSQL", port, "ESTEIRA_DEMO_POSTGRES_PORT");
        }
    }

    /**
     * Nothing where data are already, or could be put: programs that were unpacked in part would not be unpacked again.
     *
     * @throws NoSpaceException when the folder has not the room for a first start
     */
    public static void requireSpace(Path dir) {
        requireSpace(dir, ROOM);
    }

    static void requireSpace(Path dir, long least) {
        Path home = dir.toAbsolutePath().normalize();
        try {
            long free = Files.getFileStore(Files.createDirectories(home)).getUsableSpace();
            if (free < least && !Files.exists(home.resolve("pg").resolve("PG_VERSION"))) {
                throw new NoSpaceException(home, least, free);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres.Builder builder(Path home, int port, Durability durability) {
        boolean durable = durability == Durability.ON;
        Path programs = durable
                ? home.resolve("pg-bin")
                : Path.of(System.getProperty("java.io.tmpdir"), "esteira-pg-" + System.getProperty("user.name"));
        return EmbeddedPostgres.builder()
                .setPort(port == 0 ? Ports.free() : port)
                .setDataDirectory(home.resolve("pg"))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(programs.toFile())
                // Its own hook would stop the server while connection pools still use it.
                .setRegisterShutdownHook(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                // Its lock in /tmp, left by another user's server that was killed, would keep this one from starting.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", durable ? "on" : "off")
                .setServerConfig("synchronous_commit", durable ? "on" : "off")
                .setServerConfig("full_page_writes", durable ? "on" : "off")
                .setServerConfig("max_wal_size", "2GB")
                // Nobody replicates it, and a table filled where it was created then needs no log.
                .setServerConfig("wal_level", "minimal")
                .setServerConfig("max_wal_senders", "0");
    }

    public int port() {
        return server.getPort();
    }

    public String user() {
        return USER;
    }

    /** A JDBC URL that needs no password: only this machine reaches the server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?user=" + USER;
    }

    /** Creates the database unless it exists; returns its JDBC URL. */
    public String createDatabase(String name) {
        createDatabase(jdbcUrl("postgres"), name);
        return jdbcUrl(name);
    }

    /** Creates a database in any server unless it exists. */
    public static void createDatabase(String adminJdbcUrl, String name) {
        try (Connection connection = DriverManager.getConnection(adminJdbcUrl)) {
            if (!exists(connection, name)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("create database " + statement.enquoteIdentifier(name, true));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " cannot be created: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    /** Stops the server; open connections are cut. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a data folder says about the server that runs on it. */
    private static final class Postmaster {

        private static final int PID_LINE = 0;
        private static final int PORT_LINE = 3;

        static boolean runsOn(Path data, int port) {
            Path file = data.resolve("postmaster.pid");
            if (!Files.isReadable(file)) {
                return false;
            }
            try {
                List<String> lines = Files.readAllLines(file);
                return lines.size() > PORT_LINE
                        && Integer.parseInt(lines.get(PORT_LINE).strip()) == port
                        && ProcessHandle.of(Long.parseLong(lines.get(PID_LINE).strip()))
                                .map(ProcessHandle::isAlive)
                                .orElse(false);
            } catch (IOException | NumberFormatException e) {
                return false;
            }
        }
    }
}
