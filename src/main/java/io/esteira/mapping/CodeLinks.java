package io.esteira.mapping;

import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes mappings of items and phases effective: the code becomes one more key of the thing that it leads to, from the day on which
 * the mapping begins to hold, or the thing comes in, until it ends. A key that the source's own record gave is left alone.
 */
@Component
class CodeLinks {

    private static final String DAYS =
            "join unnest(:company::smallint[], :today::date[]) d (company_id, today) on d.company_id = m.company_id";

    private static final String UNLINK = """
            delete from hub.source_ref r using hub.code_mapping m %s
             where r.mapping_id = m.id and m.valid_to < d.today %%s
            """.formatted(DAYS);

    private static final String LINK = """
            insert into hub.source_ref (company_id, entity, source, key, id, mapping_id)
            select m.company_id, lower(m.kind), m.from_source, m.from_code, coalesce(k.id, i.id, p.id), m.id
              from hub.code_mapping m
            %s
            left join hub.source_ref k on k.company_id = m.company_id and k.entity = lower(m.kind)
              and k.source = m.to_source and k.key = m.to_code and k.mapping_id is null
            left join hub.item i on m.kind = 'ITEM' and i.company_id = m.company_id and i.code = m.to_code
              and hub.is_known_to(m.to_source, 'item', i.id, i.source)
            left join hub.phase p on m.kind = 'PHASE' and p.company_id = m.company_id and p.code = m.to_code
              and hub.is_known_to(m.to_source, 'phase', p.id, p.source)
            where m.kind in ('ITEM', 'PHASE') %%s
              and d.today between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
              and coalesce(k.id, i.id, p.id) is not null
              and not exists (select 1 from hub.source_ref r where r.mapping_id = m.id)
              and not exists (
                select 1 from hub.source_ref r
                 where r.company_id = m.company_id and r.entity = lower(m.kind) and r.source = m.from_source and r.key = m.from_code)
            order by m.company_id, lower(m.kind), m.from_source, m.from_code, m.id
            on conflict do nothing
            """.formatted(DAYS);

    private static final String OF_THESE = "and m.id = any(:ids)";

    private static final String OF_CODES_OF_THESE = """
            and (r.company_id, r.entity, r.source, r.key) in (
              select n.company_id, lower(n.kind), n.from_source, n.from_code from hub.code_mapping n where n.id = any(:ids))""";

    private final JdbcClient jdbc;
    private final Companies companies;
    private final Clock clock;

    CodeLinks(JdbcClient jdbc, Companies companies, Clock clock) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.clock = clock;
    }

    /**
     * Looks at all mappings that lead nowhere yet. What has ended is unlinked first, so that its successor can follow. Several replicas
     * may do it at once.
     *
     * @return how many codes were linked
     */
    @Scheduled(fixedDelayString = "${esteira.mapping.link-every:10s}", initialDelay = 5_000)
    int link() {
        today(UNLINK.formatted("")).update();
        return today(LINK.formatted("")).update();
    }

    /** Links mappings that were just written, in the transaction of the caller. */
    void link(Collection<Long> ids) {
        Long[] these = ids.toArray(Long[]::new);
        today(UNLINK.formatted(OF_CODES_OF_THESE)).param("ids", these).update();
        today(LINK.formatted(OF_THESE)).param("ids", these).update();
    }

    private JdbcClient.StatementSpec today(String sql) {
        List<Company> all = companies.all();
        return jdbc.sql(sql)
                .param("company", all.stream().map(Company::id).toArray(Short[]::new))
                .param(
                        "today",
                        all.stream()
                                .map(company -> LocalDate.now(clock.withZone(company.zone()))
                                        .toString())
                                .toArray(String[]::new));
    }
}
