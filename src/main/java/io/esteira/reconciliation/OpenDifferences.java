package io.esteira.reconciliation;

import io.esteira.platform.AlertCondition;
import io.esteira.platform.Alerts;
import io.esteira.platform.Companies;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rows that differ between a source and the hub, as the latest comparison of each route found them: one alert for each source and company.
 * What is in quarantine has its own.
 */
@Component
class OpenDifferences implements AlertCondition {

    private static final String CODE = "RECONCILIATION_DIFFERENCES";

    private record Found(short companyId, String source, String entities) {}

    private final JdbcClient jdbc;
    private final Companies companies;

    OpenDifferences(JdbcClient jdbc, Companies companies) {
        this.jdbc = jdbc;
        this.companies = companies;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public List<Alerts.Found> found() {
        return jdbc.sql("""
                        select company_id, source, string_agg(entity || ' ' || rows, ', ' order by rows desc, entity) as entities
                          from (select s.company_id, s.source, s.entity, count(*) as rows
                                  from hub.reconciliation_difference d join hub.stream s on s.id = d.stream_id
                                 where d.state = 'OPEN' and d.reason is distinct from 'QUARANTINED'
                                 group by s.company_id, s.source, s.entity) by_route
                         group by company_id, source
                        """).query(Found.class).list().stream().map(this::found).toList();
    }

    private Alerts.Found found(Found found) {
        String subject = found.source() + "/" + companies.get(found.companyId()).code();
        return new Alerts.Found(
                found.companyId(),
                subject,
                new Alerts.Words(
                        "Rows that differ between the source and the hub, and that no run brings: " + found.entities(),
                        "Linhas que diferem entre a origem e o hub e que nenhuma execução traz: " + found.entities()));
    }
}
