package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class TableStatisticsTest {

    private static final String ADD = """
            insert into hub.audit_entry (actor, action, subject) select 'maria', 'test', n::text from generate_series(1, ?) n
            """;

    private final HikariDataSource database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TableStatistics statistics = new TableStatistics(jdbc);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTableThatHasDoubledIsToldToThePlanner() throws SQLException {
        add(2_000);
        statistics.keepUp();
        assertThat(plannedRows()).isEqualTo(2_000);

        add(500);
        statistics.keepUp();
        assertThat(plannedRows()).isEqualTo(2_000);

        add(2_000);
        statistics.keepUp();
        assertThat(plannedRows()).isEqualTo(4_500);
    }

    @Test
    void aTableWhoseFirstRowsAreOnTheirWayIsNotTakenForEmpty() throws SQLException {
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            insert(other, 2_000);

            statistics.keepUp();

            assertThat(plannedRows()).isEqualTo(-1);
            other.rollback();
        }
    }

    /** Counted at once, not with the next second. */
    private void add(int rows) throws SQLException {
        try (Connection connection = database.getConnection()) {
            insert(connection, rows);
            JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql("select pg_stat_force_next_flush()::text")
                    .query()
                    .singleRow();
        }
    }

    private static void insert(Connection connection, int rows) {
        JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql(ADD)
                .param(rows)
                .update();
    }

    private long plannedRows() {
        return jdbc.sql("select reltuples::bigint from pg_class where oid = 'hub.audit_entry'::regclass")
                .query(Long.class)
                .single();
    }
}
