package io.esteira.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(60)
class FrozenSessionsTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    private HikariDataSource database;
    private Connection holder;
    private FrozenSessions sessions;

    @BeforeEach
    void oneHoldsALock() throws SQLException {
        database = TestDatabase.create();
        sessions = new FrozenSessions(JdbcClient.create(database));
        holder = database.getConnection();
        holder.setAutoCommit(false);
        execute(holder, "create temporary table stage (n int)");
        execute(holder, "select pg_advisory_xact_lock(4711)");
    }

    @AfterEach
    void close() {
        database.evictConnection(holder);
        database.close();
    }

    @Test
    void whoFreezesInACopyHoldsNobodyUpForEver() throws Exception {
        CopyIn copy = holder.unwrap(PGConnection.class).getCopyAPI().copyIn("copy stage from stdin");
        copy.writeToCopy("1\n".getBytes(StandardCharsets.UTF_8), 0, 2);
        copy.flushCopy();
        CompletableFuture<Void> waiting = waits();

        assertThat(sessions.endSilentFor(Duration.ofHours(1)))
                .as("it may go on")
                .isZero();
        assertThat(sessions.endSilentFor(Duration.ZERO)).isOne();

        await().atMost(SOON).until(waiting::isDone);
        waiting.join();
        assertThatThrownBy(copy::endCopy).isInstanceOf(SQLException.class);
    }

    @Test
    void whoFreezesBetweenTwoStatementsHoldsNobodyUpForEver() throws Exception {
        CompletableFuture<Void> waiting = waits();

        assertThat(sessions.endSilentFor(Duration.ZERO)).isOne();

        await().atMost(SOON).until(waiting::isDone);
        waiting.join();
    }

    @Test
    void whoWorksOrHoldsNobodyUpIsLeftAlone() throws Exception {
        assertThat(sessions.endSilentFor(Duration.ZERO)).as("nobody waits").isZero();
        CompletableFuture<Void> works =
                CompletableFuture.runAsync(() -> run(holder, "select pg_sleep(3)"), Thread::startVirtualThread);
        await().atMost(SOON).until(() -> is("wait_event = 'PgSleep'"));
        CompletableFuture<Void> waiting = waits();

        assertThat(sessions.endSilentFor(Duration.ZERO)).as("it works").isZero();

        works.join();
        holder.commit();
        await().atMost(SOON).until(waiting::isDone);
        waiting.join();
    }

    /** Another one, once it is seen to wait for the lock. */
    private CompletableFuture<Void> waits() {
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                () -> {
                    try (Connection other = database.getConnection()) {
                        execute(other, "select pg_advisory_lock(4711)");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
        await().atMost(SOON).until(() -> is("wait_event_type = 'Lock'"));
        return waiting;
    }

    private boolean is(String condition) {
        return JdbcClient.create(database)
                .sql("select exists (select 1 from pg_stat_activity where datname = current_database() and " + condition
                        + ")")
                .query(Boolean.class)
                .single();
    }

    private static void run(Connection connection, String sql) {
        try {
            execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
