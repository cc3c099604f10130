package io.esteira.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Where things stand, as figures: read now and then, however often and by however many they are asked for. Each instance tells the same,
 * since all read one database.
 */
@Component
@ConditionalOnWebApplication
class StateGauges {

    private static final String ROUTES = """
            select s.source || '.' || s.entity as route, s.source, c.code as company, t.read_as_of, t.failures, t.next_at,
                   extract(epoch from t.stale_after)::float8 as promise, coalesce(t.rests_until > now(), false)
                     or hub.under_maintenance_until(s.company_id, s.source, now()) is not null as paused,
                   (select count(*) from hub.reconciliation_difference d
                     where d.stream_id = s.id and d.state = 'OPEN' and d.reason is distinct from 'QUARANTINED') as differences
              from hub.stream s
              join hub.company c on c.id = s.company_id
              join hub.stream_state t on t.stream_id = s.id
            """;

    private static final String SOURCES = """
            select s.source, c.code as company, s.circuit <> 'CLOSED' as away
              from hub.source_state s join hub.company c on c.id = s.company_id
            """;

    private static final String UNMAPPED = """
            select s.source || '.' || s.entity as route, s.source, c.code as company, count(*) as waiting, min(b.received_at) as oldest
              from hub.inbox_batch b
              join hub.stream s on s.id = b.stream_id
              join hub.company c on c.id = s.company_id
             where b.mapped_at is null
             group by 1, 2, 3
            """;

    private static final String QUARANTINE = """
            select q.source || '.' || q.entity as route, q.source, c.code as company, lower(q.state) as state, count(*) as waiting,
                   min(q.created_at) as oldest
              from hub.quarantine q
              join hub.company c on c.id = q.company_id
             where q.state in ('OPEN', 'WAITING')
             group by 1, 2, 3, 4
            """;

    /** By the three partial indexes: those that have ended are all but a few. */
    private static final String DELIVERIES = """
            select d.target as source, c.code as company, lower(d.state) as state, count(*) as waiting, min(d.created_at) as oldest
              from (
                select company_id, target, state, created_at from hub.delivery where state in ('PENDING', 'RETRYING', 'UNCERTAIN')
                union all
                select company_id, target, state, created_at from hub.delivery where state = 'SENDING'
                union all
                select company_id, target, state, created_at from hub.delivery where state in ('REJECTED', 'HELD', 'PENDING_IN_ERP')
              ) d
              join hub.company c on c.id = d.company_id
             group by 1, 2, 3
            """;

    private static final String ALERTS =
            "select lower(code) as code, count(*) as waiting from hub.alert where ended_at is null group by 1";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final StateGauge freshness;
    private final StateGauge promise;
    private final StateGauge lag;
    private final StateGauge failures;
    private final StateGauge paused;
    private final StateGauge differences;
    private final StateGauge away;
    private final StateGauge unmapped;
    private final StateGauge unmappedAge;
    private final StateGauge quarantine;
    private final StateGauge quarantineAge;
    private final StateGauge deliveries;
    private final StateGauge deliveriesAge;
    private final StateGauge alerts;
    private volatile Instant readAt;

    StateGauges(JdbcClient jdbc, Clock clock, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.readAt = clock.instant();
        String seconds = "seconds";
        freshness = new StateGauge(
                "esteira.route.freshness", seconds, "Age of what is known of a route's source", registry);
        promise = new StateGauge("esteira.route.promise", seconds, "From that age on it is stale", registry);
        lag = new StateGauge("esteira.route.lag", seconds, "By how long its next run is overdue", registry);
        failures = new StateGauge("esteira.route.failures", null, "Runs in a row that have failed", registry);
        paused = new StateGauge("esteira.route.paused", null, "1 while a person has it, or its source, rest", registry);
        differences = new StateGauge(
                "esteira.route.differences",
                "records",
                "That the last reconciliation found, and no run brings",
                registry);
        away = new StateGauge("esteira.source.away", null, "1 while a source does not answer and is spared", registry);
        unmapped = new StateGauge("esteira.inbox.unmapped", "batches", "Stored and not mapped yet", registry);
        unmappedAge = new StateGauge("esteira.inbox.unmapped.age", seconds, "Of the oldest of them", registry);
        quarantine = new StateGauge("esteira.quarantine", "records", "Records that wait in quarantine", registry);
        quarantineAge = new StateGauge("esteira.quarantine.age", seconds, "Of the oldest of them", registry);
        deliveries = new StateGauge("esteira.deliveries", null, "Deliveries that have not ended, by state", registry);
        deliveriesAge = new StateGauge("esteira.deliveries.age", seconds, "Of the oldest of them", registry);
        alerts = new StateGauge("esteira.alerts", null, "Alerts that are open, by code", registry);
        TimeGauge.builder("esteira.state.age", this, TimeUnit.MILLISECONDS, of -> of.millisSince(of.readAt))
                .description("Since the figures of what stands where were read from the database")
                .register(registry);
    }

    @Scheduled(initialDelay = 1_000, fixedDelayString = "${esteira.metrics.state-every:10s}")
    void read() {
        routes();
        sources();
        waiting(UNMAPPED, unmapped, unmappedAge, "route", "source", "company");
        waiting(QUARANTINE, quarantine, quarantineAge, "route", "source", "company", "state");
        waiting(DELIVERIES, deliveries, deliveriesAge, "source", "company", "state");
        alerts();
        readAt = clock.instant();
    }

    private void routes() {
        Map<Tags, DoubleSupplier> fresh = new HashMap<>();
        Map<Tags, DoubleSupplier> promised = new HashMap<>();
        Map<Tags, DoubleSupplier> late = new HashMap<>();
        Map<Tags, DoubleSupplier> failed = new HashMap<>();
        Map<Tags, DoubleSupplier> rests = new HashMap<>();
        Map<Tags, DoubleSupplier> differ = new HashMap<>();
        jdbc.sql(ROUTES).query(row -> {
            Tags route = tags(row, "route", "source", "company");
            boolean resting = row.getBoolean("paused");
            Instant readAsOf = instant(row, "read_as_of");
            Instant nextAt = instant(row, "next_at");
            double after = row.getDouble("promise");
            double inARow = row.getInt("failures");
            double differing = row.getLong("differences");
            if (readAsOf != null) {
                fresh.put(route, () -> secondsSince(readAsOf));
                promised.put(route, () -> after);
            }
            if (nextAt != null) {
                late.put(route, () -> resting ? 0 : Math.max(0, secondsSince(nextAt)));
            }
            failed.put(route, () -> inARow);
            rests.put(route, () -> resting ? 1 : 0);
            differ.put(route, () -> differing);
        });
        freshness.show(fresh);
        promise.show(promised);
        lag.show(late);
        failures.show(failed);
        paused.show(rests);
        differences.show(differ);
    }

    private void sources() {
        Map<Tags, DoubleSupplier> spared = new HashMap<>();
        jdbc.sql(SOURCES).query(row -> {
            double one = row.getBoolean("away") ? 1 : 0;
            spared.put(tags(row, "source", "company"), () -> one);
        });
        away.show(spared);
    }

    private void waiting(String sql, StateGauge count, StateGauge age, String... by) {
        Map<Tags, DoubleSupplier> counts = new HashMap<>();
        Map<Tags, DoubleSupplier> ages = new HashMap<>();
        jdbc.sql(sql).query(row -> {
            Tags tags = tags(row, by);
            Instant oldest = instant(row, "oldest");
            double howMany = row.getLong("waiting");
            counts.put(tags, () -> howMany);
            if (oldest != null) {
                ages.put(tags, () -> secondsSince(oldest));
            }
        });
        count.show(counts);
        age.show(ages);
    }

    private void alerts() {
        Map<Tags, DoubleSupplier> open = new HashMap<>();
        jdbc.sql(ALERTS).query(row -> {
            double howMany = row.getLong("waiting");
            open.put(tags(row, "code"), () -> howMany);
        });
        alerts.show(open);
    }

    private static Tags tags(ResultSet row, String... columns) throws SQLException {
        Tags tags = Tags.empty();
        for (String column : columns) {
            tags = tags.and(column, row.getString(column));
        }
        return tags;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private double secondsSince(Instant then) {
        return millisSince(then) / 1_000;
    }

    private double millisSince(Instant then) {
        return Duration.between(then, clock.instant()).toMillis();
    }
}
