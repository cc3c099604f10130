package io.esteira.inbox;

import io.esteira.platform.AlertCondition;
import io.esteira.platform.Alerts;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A source whose routes have not been read for longer than they promise: one alert for each source and company, whatever the number of its routes. */
@Component
class StaleSources implements AlertCondition {

    static final String CODE = "SOURCE_STALE";

    private static final String STALE = SqlFile.read(StaleSources.class, "stale-sources.sql");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private record Stale(
            short companyId,
            String source,
            long stale,
            long routes,
            String oldest,
            Instant since,
            @Nullable String error) {}

    private final JdbcClient jdbc;
    private final Companies companies;
    private final Clock clock;

    StaleSources(JdbcClient jdbc, Companies companies, Clock clock) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.clock = clock;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public List<Alerts.Found> found() {
        return jdbc
                .sql(STALE)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, n) -> new Stale(
                        row.getShort("company_id"),
                        row.getString("source"),
                        row.getLong("stale"),
                        row.getLong("routes"),
                        row.getString("oldest"),
                        row.getTimestamp("since").toInstant(),
                        row.getString("error")))
                .list()
                .stream()
                .map(this::found)
                .toList();
    }

    private Alerts.Found found(Stale stale) {
        Company company = companies.get(stale.companyId());
        String since = MINUTE.withZone(company.zone()).format(stale.since());
        String en = stale.stale() + " of " + stale.routes() + " routes have not been read for longer than promised, "
                + stale.oldest() + " since " + since;
        String pt = stale.stale() + " de " + stale.routes() + " rotas não são lidas há mais tempo que o prometido, "
                + stale.oldest() + " desde " + since;
        return new Alerts.Found(
                company.id(),
                stale.source() + "/" + company.code(),
                stale.error() == null
                        ? new Alerts.Words(en, pt)
                        : new Alerts.Words(
                                en + "; last error: " + stale.error(), pt + "; último erro: " + stale.error()));
    }
}
