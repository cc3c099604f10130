package io.esteira.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.inbox.QuarantineDesk;
import io.esteira.inbox.QuarantineFilter;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Thousands of quarantined orders mapped again by one command, to a run that brings as many changed ones from their source. */
@ExtendWith(Figures.class)
class ReplayBench {

    private static final int RECORDS = Integer.getInteger("bench.records", 10_000);
    private static final int ROUNDS = 5;

    private record Round(double replay, double run) {}

    @Test
    void replayOfThousands() throws Exception {
        try (BenchHub hub = BenchHub.onCsw().with("esteira.adapters.csw.order-cadence", "1h")) {
            ChangedOrders orders = new ChangedOrders(hub, RECORDS);
            try (ConfigurableApplicationContext context = hub.start()) {
                orders.awaitFirstRun();
                orders.bring();
                replay(hub.jdbc(), context, orders.stream());
                List<Round> rounds = new ArrayList<>();
                for (int i = 0; i < ROUNDS; i++) {
                    rounds.add(new Round(replay(hub.jdbc(), context, orders.stream()), orders.bring()));
                }
                rounds.sort((a, b) -> Double.compare(a.replay() / a.run(), b.replay() / b.run()));
                Round middle = rounds.get(ROUNDS / 2);
                Figures.add(
                        "%,d quarantined records replayed by one command, to a run that brings as many changed ones: speed"
                                .formatted(RECORDS),
                        "≥ 1",
                        "%.2f (%,.0f/s, run %,.0f/s)",
                        middle.replay() / middle.run(),
                        middle.replay(),
                        middle.run());
            }
        }
    }

    /** Records a second, from the command to the end of its job, as the hub books both, as it does of runs. */
    private static double replay(JdbcTemplate jdbc, ConfigurableApplicationContext context, short stream) {
        jdbc.update("update hub.production_order set planned_end = planned_end + 1 where number like '%-009'");
        int held = jdbc.update("""
                insert into hub.quarantine (company_id, source, entity, source_key, inbox_id, code, field, message)
                select s.company_id, s.source, s.entity, r.source_key, r.id, 'BENCH', 'x', 'of the benchmark'
                  from hub.inbox_record r join hub.stream s on s.id = r.stream_id
                 where r.stream_id = ? and r.source_key like '%%-009%%' limit ?
                """, stream, RECORDS);
        assertThat(held).isEqualTo(RECORDS);
        Caller it = new Caller(
                "it",
                "bench",
                Set.of(Role.IT),
                Set.of(context.getBean(Companies.class).get("MATRIZ").id()),
                "",
                Instant.MAX);
        QuarantineFilter filter = new QuarantineFilter("MATRIZ", "csw", "orders", "BENCH", null, null, null);
        if (!(context.getBean(QuarantineDesk.class).replay(filter, false, it)
                instanceof QuarantineDesk.ManyAnswer.Replaying replaying)) {
            throw new IllegalStateException("refused");
        }
        Long job = Objects.requireNonNull(replaying.jobId());
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> "DONE"
                        .equals(jdbc.queryForObject("select state from hub.job where id = ?", String.class, job)));
        assertThat(jdbc.queryForObject(
                        "select count(*) from hub.quarantine where code = 'BENCH' and state in ('OPEN', 'WAITING')",
                        Long.class))
                .isZero();
        return RECORDS
                / Objects.requireNonNull(jdbc.queryForObject(
                        "select extract(epoch from ended_at - created_at)::float8 from hub.job where id = ?",
                        Double.class,
                        job));
    }
}
