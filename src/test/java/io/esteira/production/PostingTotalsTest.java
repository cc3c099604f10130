package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.platform.Company;
import io.esteira.support.Factory;
import io.esteira.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;

class PostingTotalsTest {

    private final HikariDataSource database = TestDatabase.create();
    private final Factory factory = new Factory(database);
    private final PostingTotals totals = new PostingTotals();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellADeadlockWhichIsWorthAnotherTry() throws SQLException {
        // given two orders, of which another transaction holds the second
        Company company = factory.company("MATRIZ");
        long first = factory.order(company, "csw", "1", "10");
        long second = factory.order(company, "csw", "2", "10");
        factory.jdbc()
                .sql("update hub.production_order set status = 'IN_PROGRESS'")
                .update();
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            execute(other, "set local deadlock_timeout = '1min'");
            hold(other, second);

            // when that one wants the first, which the totals hold by now
            CompletableFuture<Void> deriving = CompletableFuture.runAsync(this::deriveOfAll);
            await().until(this::oneWaits);
            hold(other, first);
            other.rollback();

            // then who computes the totals hears of it
            assertThatThrownBy(deriving::join).hasCauseInstanceOf(ConcurrencyFailureException.class);
        }
    }

    private void deriveOfAll() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                execute(connection, """
                        insert into hub.change_log (entity, row_id, company_id, kind)
                        select 'production_order', id, company_id, 'U' from hub.production_order""");
                totals.derive(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hold(Connection connection, long order) throws SQLException {
        execute(connection, "select from hub.production_order where id = " + order + " for no key update");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean oneWaits() {
        return factory.jdbc()
                .sql(
                        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }
}
