package io.esteira.reconciliation;

import io.esteira.inbox.PolledReaders;
import io.esteira.platform.Companies;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/** Asks for comparisons by the clock of each company, and forgets old ones. Each instance does so: what one has asked for, another does not. */
@Component
@ConditionalOnWebApplication
class ReconciliationSchedule {

    private static final String NEVER = "-";

    /** A night that the hub was down is not made up for by day, when people work at the source. */
    private static final Duration LATEST = Duration.ofHours(3);

    private record Route(short stream, short company) {}

    private final JdbcClient jdbc;
    private final ReconciliationStore store;
    private final PolledReaders readers;
    private final Companies companies;
    private final ReconciliationProperties properties;
    private final @Nullable CronExpression cron;
    private final Clock clock;

    ReconciliationSchedule(
            JdbcClient jdbc,
            ReconciliationStore store,
            PolledReaders readers,
            Companies companies,
            ReconciliationProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.readers = readers;
        this.companies = companies;
        this.properties = properties;
        this.cron = properties.schedule().equals(NEVER) ? null : CronExpression.parse(properties.schedule());
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    void ask() {
        CronExpression schedule = cron;
        if (schedule != null) {
            routes().forEach(route -> due(
                            schedule, companies.get(route.company()).zone())
                    .ifPresent(at -> store.schedule(route.stream(), at)));
        }
    }

    private List<Route> routes() {
        return jdbc.sql("""
                        select s.id as stream, s.company_id as company from hub.stream s join hub.stream_state t on t.stream_id = s.id
                         where s.id = any(?) and t.last_success_at is not null order by s.id
                        """)
                .param(readers.streams().toArray(Short[]::new))
                .query(Route.class)
                .list();
    }

    /** The latest moment that the schedule names, if that is not long ago. */
    private Optional<Instant> due(CronExpression schedule, ZoneId zone) {
        ZonedDateTime now = clock.instant().atZone(zone);
        ZonedDateTime latest = null;
        for (ZonedDateTime next = schedule.next(now.minus(LATEST));
                next != null && !next.isAfter(now);
                next = schedule.next(next)) {
            latest = next;
        }
        return Optional.ofNullable(latest).map(ZonedDateTime::toInstant);
    }

    /** @return how many were forgotten */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    int forget() {
        return jdbc.sql("""
                        delete from hub.reconciliation r
                         where r.ended_at < ?
                           and r.id <> (select max(l.id) from hub.reconciliation l where l.stream_id = r.stream_id)
                           and not exists (select 1 from hub.reconciliation_difference d where d.reconciliation_id = r.id and d.state = 'OPEN')
                        """)
                .param(Timestamp.from(clock.instant().minus(properties.keep())))
                .update();
    }
}
