package io.esteira.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** First reading of many orders with their routing from the simulated CSW, and the next one, which finds nothing new. */
@ExtendWith(Figures.class)
class FirstSyncBench {

    private static final int ORDERS = Integer.getInteger("bench.orders", 200_000);

    @Test
    void firstSyncAndResync() throws Exception {
        try (BenchHub hub = BenchHub.onCsw()) {
            ManyOrders.insert(hub.source(), ORDERS);
            hub.with("esteira.adapters.csw.order-cadence", "1h");
            double first = seconds(hub, 0);
            hub.jdbc().update("update hub.stream_state set next_at = null");
            double again = seconds(hub, 1);
            assertThat(count(hub.jdbc(), "hub.order_step")).isGreaterThanOrEqualTo((long) ORDERS * ManyOrders.STEPS);
            double plain = plainCopy(hub);
            Figures.add(
                    "First sync of %,d orders × %d steps, to COPY + INSERT…SELECT of the same rows"
                            .formatted(ORDERS, ManyOrders.STEPS),
                    "≥ 0.25",
                    "%.2f (%.1f s, plain %.1f s)",
                    plain / first,
                    first,
                    plain);
            Figures.add(
                    "Re-sync without change, times faster than the first",
                    "≥ 5",
                    "%.1f (%.1f s)",
                    first / again,
                    again);
        }
    }

    /** What a run of both streams took, in a hub that does nothing else. */
    private static double seconds(BenchHub hub, int run) {
        try (ConfigurableApplicationContext context = hub.start()) {
            await().atMost(Duration.ofMinutes(15))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> runs(hub.jdbc(), "routing").size() > run
                            && runs(hub.jdbc(), "orders").size() > run);
            return runs(hub.jdbc(), "orders").get(run)
                    + runs(hub.jdbc(), "routing").get(run);
        }
    }

    /** Seconds of each complete run. */
    private static List<Double> runs(JdbcTemplate hub, String entity) {
        return hub.queryForList("""
                select extract(epoch from r.ended_at - r.started_at)::float8
                  from hub.sync_run r join hub.stream s on s.id = r.stream_id
                 where s.entity = ? and s.source = 'csw' and r.outcome = 'COMPLETE'
                   and s.company_id = (select id from hub.company where code = 'MATRIZ') order by r.id
                """, Double.class, entity);
    }

    private static long count(JdbcTemplate jdbc, String table) {
        return Objects.requireNonNull(jdbc.queryForObject("select count(*) from " + table, Long.class));
    }

    /** The same rows into tables of the same shape, with the same indexes and foreign keys, by the fastest plain means. */
    private static double plainCopy(BenchHub hub) throws SQLException, IOException {
        try (Connection connection = hub.database.getConnection()) {
            try (var statement = connection.createStatement()) {
                statement.execute("create schema plain");
                for (String table : new String[] {"production_order", "order_step"}) {
                    statement.execute("create table plain.%1$s (like hub.%1$s including all)".formatted(table));
                    statement.execute("create table plain.stage_%1$s (like hub.%1$s)".formatted(table));
                }
                statement.execute(
                        "alter table plain.production_order add foreign key (company_id) references hub.company, "
                                + "add foreign key (item_id) references hub.item, add foreign key (current_phase_id) references hub.phase");
                statement.execute(
                        "alter table plain.order_step add foreign key (company_id) references hub.company, "
                                + "add foreign key (order_id) references plain.production_order, add foreign key (phase_id) references hub.phase");
            }
            double seconds = 0;
            for (String table : new String[] {"production_order", "order_step"}) {
                Path rows = copyOut(connection, table);
                long start = System.nanoTime();
                try (InputStream in = Files.newInputStream(rows)) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy plain.stage_" + table + " from stdin", in);
                }
                try (var statement = connection.createStatement()) {
                    statement.execute("insert into plain.%1$s overriding system value select * from plain.stage_%1$s"
                            .formatted(table));
                }
                seconds += (System.nanoTime() - start) / 1e9;
            }
            return seconds;
        }
    }

    private static Path copyOut(Connection connection, String table) throws SQLException, IOException {
        Path rows = Files.createTempFile(table, ".copy");
        rows.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(rows)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy hub." + table + " to stdout", out);
        }
        return rows;
    }
}
