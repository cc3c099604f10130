package io.esteira.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one NOTIFY for all changes of a short while, outside the transactions that made them: these never wait for it. */
final class Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    private static final String CHANNEL = "esteira_changed";
    private static final Duration TOGETHER = Duration.ofMillis(50);

    private final DataSource own;
    private final Semaphore signal = new Semaphore(0);
    private @Nullable Connection connection;
    private @Nullable Thread thread;

    Notifier(DataSource own) {
        this.own = own;
    }

    static void listen(Connection connection) throws SQLException {
        execute(connection, "listen " + CHANNEL);
    }

    void changed() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    void start() {
        thread = Thread.ofVirtual().name("change-notifier").start(this::run);
    }

    void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                signal.acquire();
                signal.drainPermits();
                send();
                Thread.sleep(TOGETHER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /** A lost signal is made up for by the sweep. */
    private void send() {
        try {
            Connection open = connection;
            if (open == null) {
                open = own.getConnection();
                connection = open;
            }
            execute(open, "notify " + CHANNEL);
        } catch (SQLException e) {
            LOG.debug("Signal of a change was lost: {}", e.getMessage());
            close();
        }
    }

    private void close() {
        try (Connection open = connection) {
            connection = null;
        } catch (SQLException e) {
            LOG.debug("Connection was lost already: {}", e.getMessage());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
