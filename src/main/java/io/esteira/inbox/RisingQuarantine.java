package io.esteira.inbox;

import io.esteira.platform.AlertCondition;
import io.esteira.platform.Alerts;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A quarantine that grows: the last hour brought at least {@value #FEWEST} records that are there still, and more than three times as many
 * as an hour of the day before left there.
 */
@Component
class RisingQuarantine implements AlertCondition {

    static final String CODE = "QUARANTINE_RISING";

    /** Of fewer a person sees nothing that the list does not show. */
    static final int FEWEST = 20;

    private static final String RISING = SqlFile.read(RisingQuarantine.class, "rising-quarantine.sql");

    private record Rising(short companyId, String source, String entity, long entries, String most) {}

    private final JdbcClient jdbc;
    private final Companies companies;
    private final Clock clock;

    RisingQuarantine(JdbcClient jdbc, Companies companies, Clock clock) {
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
                .sql(RISING)
                .param("now", Timestamp.from(clock.instant()))
                .param("fewest", FEWEST)
                .query(Rising.class)
                .list()
                .stream()
                .map(this::found)
                .toList();
    }

    private Alerts.Found found(Rising rising) {
        Company company = companies.get(rising.companyId());
        return new Alerts.Found(
                company.id(),
                rising.source() + "." + rising.entity() + "/" + company.code(),
                new Alerts.Words(
                        rising.entries() + " records came into the quarantine within an hour, most by " + rising.most(),
                        rising.entries() + " registros entraram na quarentena em uma hora, a maioria por "
                                + rising.most()));
    }
}
