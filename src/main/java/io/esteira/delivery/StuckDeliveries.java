package io.esteira.delivery;

import io.esteira.platform.AlertCondition;
import io.esteira.platform.Alerts;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deliveries that an ERP has not taken for long: one alert for each ERP and company, whatever the number of deliveries. */
@Component
class StuckDeliveries implements AlertCondition {

    static final String CODE = "DELIVERIES_STUCK";

    private static final String STUCK = SqlFile.read(StuckDeliveries.class, "stuck-deliveries.sql");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private record Stuck(
            short companyId,
            String target,
            long waiting,
            Instant since,
            @Nullable String reason) {}

    private final JdbcClient jdbc;
    private final Companies companies;
    private final Clock clock;
    private final Duration after;

    StuckDeliveries(JdbcClient jdbc, Companies companies, Clock clock, DeliveryProperties properties) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.clock = clock;
        this.after = properties.stuckAfter();
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public List<Alerts.Found> found() {
        return jdbc
                .sql(STUCK)
                .param("before", Timestamp.from(clock.instant().minus(after)))
                .query((row, n) -> new Stuck(
                        row.getShort("company_id"),
                        row.getString("target"),
                        row.getLong("waiting"),
                        row.getTimestamp("since").toInstant(),
                        row.getString("reason")))
                .list()
                .stream()
                .map(this::found)
                .toList();
    }

    private Alerts.Found found(Stuck stuck) {
        Company company = companies.get(stuck.companyId());
        String since = MINUTE.withZone(company.zone()).format(stuck.since());
        String why = stuck.reason() == null ? "" : ": " + stuck.reason();
        return new Alerts.Found(
                company.id(),
                stuck.target() + "/" + company.code(),
                new Alerts.Words(
                        stuck.waiting() + " deliveries wait for " + stuck.target() + ", the oldest since " + since
                                + why,
                        stuck.waiting() + " envios esperam por " + stuck.target() + ", o mais antigo desde " + since
                                + why));
    }
}
