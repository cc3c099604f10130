package io.esteira.telemetry;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the monthly partitions of the readings ahead of time. Several replicas may do it at once. */
@Component
class CounterPartitions {

    private static final Logger log = LoggerFactory.getLogger(CounterPartitions.class);

    private static final int MONTHS_AHEAD = 2;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CounterPartitions(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${esteira.telemetry.partitions-every:6h}")
    void createAhead() {
        YearMonth now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            create(now.plusMonths(ahead));
        }
    }

    private void create(YearMonth month) {
        String name = String.format(Locale.ROOT, "hub.counter_reading_%d_%02d", month.getYear(), month.getMonthValue());
        transaction.executeWithoutResult(status -> {
            if (exists(name)) {
                return;
            }
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('hub.counter_reading partitions', 0))")
                    .query(row -> {});
            if (!exists(name)) {
                attach(name, month);
                log.info("partition {} created", name);
            }
        });
    }

    private boolean exists(String name) {
        return jdbc.sql("select to_regclass(?) is not null")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    /** Attached rather than created in place, which would lock out readers; early readings move in from the default one. */
    private void attach(String name, YearMonth month) {
        String from = month.atDay(1) + "T00:00:00Z";
        String to = month.plusMonths(1).atDay(1) + "T00:00:00Z";
        // First, as counting takes it before it takes the machines: the other way round the two would wait for each
        // other.
        jdbc.sql("lock table hub.counter_reading_default in access exclusive mode")
                .update();
        jdbc.sql("create table %s (like hub.counter_reading including all)".formatted(name))
                .update();
        jdbc.sql("""
                        with early as (
                          delete from hub.counter_reading_default where at >= '%2$s' and at < '%3$s' returning *
                        )
                        insert into %1$s select * from early
                        """.formatted(name, from, to)).update();
        jdbc.sql("alter table hub.counter_reading attach partition %s for values from ('%s') to ('%s')"
                        .formatted(name, from, to))
                .update();
    }
}
