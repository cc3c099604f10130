package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.ReadMode;
import io.esteira.platform.Company;
import io.esteira.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
    void whatAFirstReadingBringsIsToldToThePlannerAsItGrows() throws SQLException {
        SyncRuns.Run run = run(true);
        read(run, 499);
        assertThat(plannedRows()).isEqualTo(-1);

        read(run, 501);
        assertThat(plannedRows()).isEqualTo(1_000);

        read(run, 6_900);
        assertThat(plannedRows()).isEqualTo(1_000);

        read(run, 200);
        assertThat(plannedRows()).isEqualTo(8_100);
    }

    @Test
    void aFirstReadingBeginsWithASmallPart() throws SQLException {
        SyncRuns.Run run = run(true);
        assertThat(TableStatistics.mostAtOnce(run)).isEqualTo(500);

        read(run, 500);
        assertThat(TableStatistics.mostAtOnce(run)).isEqualTo(3_500);
        assertThat(TableStatistics.mostAtOnce(run(false))).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void laterReadingsLeaveItToTheDatabase() throws SQLException {
        read(run(false), 1_000);

        assertThat(plannedRows()).isEqualTo(-1);
    }

    @Test
    void aTableWhoseFirstRowsAreOnTheirWayIsNotTakenForEmpty() throws SQLException {
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            insert(other, 2_000);
            SyncRuns.Run run = run(true);
            run.stored = 500;

            statistics.keepUp(run);

            assertThat(plannedRows()).isEqualTo(-1);
            other.rollback();
        }
    }

    private static SyncRuns.Run run(boolean first) {
        Company company = new Company((short) 1, "MATRIZ", "Matriz", ZoneId.of("America/Sao_Paulo"));
        SyncRuns.Plan plan = new SyncRuns.Plan(ReadMode.SNAPSHOT, null, Duration.ofMinutes(1));
        return new SyncRuns.Run(1, new Stream((short) 1, company, "csw", "phases"), plan, first, Instant.EPOCH);
    }

    private void read(SyncRuns.Run run, int rows) throws SQLException {
        add(rows);
        run.read += rows;
        run.stored += rows;
        statistics.keepUp(run);
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
