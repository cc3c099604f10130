package io.esteira.alerts;

import io.esteira.platform.AlertCondition;
import io.esteira.platform.Alerts;
import io.esteira.platform.Instance;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The clock of this instance and the database's differ: what one plans, the other finds too early or too late. */
@Component
class ClockSkew implements AlertCondition {

    static final String CODE = "CLOCK_SKEW";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration most;

    ClockSkew(JdbcClient jdbc, Clock clock, AlertProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.most = properties.clockDifference();
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean ofInstance() {
        return true;
    }

    @Override
    public List<Alerts.Found> found() {
        Duration ahead = ahead();
        if (ahead.abs().compareTo(most) <= 0) {
            return List.of();
        }
        long seconds = ahead.abs().toSeconds();
        boolean isAhead = ahead.isPositive();
        return List.of(new Alerts.Found(
                null,
                "clock " + Instance.NAME,
                new Alerts.Words(
                        "The clock of " + Instance.NAME + " is " + seconds + " s " + (isAhead ? "ahead of" : "behind")
                                + " the database's: set both by one time server.",
                        "O relógio de " + Instance.NAME + " está " + seconds + " s "
                                + (isAhead ? "adiantado" : "atrasado")
                                + " em relação ao do banco: acerte ambos pelo mesmo servidor de hora.")));
    }

    /** Between the moments before and after it was asked, the database's counts as that of the middle. */
    private Duration ahead() {
        Instant before = clock.instant();
        Instant there = jdbc.sql("select clock_timestamp()")
                .query(Timestamp.class)
                .single()
                .toInstant();
        Instant after = clock.instant();
        return Duration.between(
                there, before.plus(Duration.between(before, after).dividedBy(2)));
    }
}
