package io.esteira.bench;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orders of the simulated CSW that all change at once, and the run that brings them. */
final class ChangedOrders {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final BenchHub hub;
    private final JdbcTemplate csw;
    private final int orders;
    private int round;

    ChangedOrders(BenchHub hub, int orders) {
        this.hub = hub;
        this.csw = hub.source();
        this.orders = orders;
        ManyOrders.insert(csw, orders);
    }

    /** Until all have been read for the first time. */
    void awaitFirstRun() {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(100)).until(() -> runs() > 0);
    }

    /** Changes all and has them read: records a second of the run, from its first question to its last row. */
    double bring() {
        round++;
        csw.update(
                "update tco.OrdemProd set codPrioridadeOP = ? where codEmpresa = '1' and situacao = 3", 1 + round % 2);
        long before = runs();
        hub.jdbc()
                .update(
                        "update hub.stream_state set asked = true, snapshot_asked = true where stream_id = ?",
                        stream());
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(100)).until(() -> runs() > before);
        return Objects.requireNonNull(hub.jdbc().queryForObject("""
                        select stored_rows / extract(epoch from ended_at - started_at)::float8 from hub.sync_run
                         where stream_id = ? and outcome = 'COMPLETE' and stored_rows >= ? order by id desc limit 1
                        """, Double.class, stream(), orders));
    }

    /** Complete runs that brought as many records. */
    private long runs() {
        return Objects.requireNonNull(hub.jdbc().queryForObject("""
                        select count(*) from hub.sync_run r join hub.stream s on s.id = r.stream_id join hub.company c on c.id = s.company_id
                         where (c.code, s.source, s.entity) = ('MATRIZ', 'csw', 'orders') and r.outcome = 'COMPLETE' and r.stored_rows >= ?
                        """, Long.class, orders));
    }

    Short stream() {
        return Objects.requireNonNull(hub.jdbc().queryForObject("""
                        select s.id from hub.stream s join hub.company c on c.id = s.company_id
                         where (c.code, s.source, s.entity) = ('MATRIZ', 'csw', 'orders')
                        """, Short.class));
    }
}
