package io.esteira.subcontracting;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.DerivedFacts;
import io.esteira.canonical.MergeBatch.Refusal;
import io.esteira.platform.Company;
import io.esteira.support.Factory;
import io.esteira.support.Factory.Step;
import io.esteira.support.Hub;
import io.esteira.support.Merging;
import io.esteira.support.TestDatabase;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Subcontracting on a database of its own, which is told what a planning system has; the day is 2025-10-22. */
final class ImportingHub implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2025-10-22T12:00:00Z");

    private final HikariDataSource dataSource = TestDatabase.create();
    private final Factory factory = new Factory(dataSource);
    private final Hub hub = Hub.on(dataSource, Clock.fixed(NOW, ZoneOffset.UTC))
            .with(
                    "transactionTemplate",
                    TransactionTemplate.class,
                    new TransactionTemplate(new JdbcTransactionManager(dataSource)))
            .start("io.esteira.planning", "io.esteira.subcontracting");
    private int companies;

    /** One with the phases 401 and 429, the order 000905-001 and the subcontractors 1 and 2. */
    Company company() {
        Company company = factory.company("C" + ++companies);
        long unused = factory.order(
                company, "csw", "000905-001", "100", List.of(new Step(1, "401", "401"), new Step(2, "429", "429")));
        List.of("1", "2").forEach(code -> jdbc().sql("""
                        insert into hub.subcontractor (public_id, company_id, source, code, name, observed_at)
                        values (gen_random_uuid(), ?, 'csw', ?, ?, now())
                        """)
                .params(company.id(), code, "FACCAO " + code)
                .update());
        return company;
    }

    void shipment(Company company, String shop, boolean open, @Nullable String day) {
        jdbc().sql("""
                        insert into hub.subcontract_shipment (public_id, company_id, source, order_id, shipment_key, subcontractor_id,
                          number, pieces, open, released_on, observed_at)
                        select gen_random_uuid(), s.company_id, 'csw', o.id, gen_random_uuid()::text, s.id, '1', 50, :open, :day::date, now()
                        from hub.subcontractor s join hub.production_order o on o.company_id = s.company_id and o.number = '000905-001'
                        where s.company_id = :company and s.code = :shop
                        """)
                .param("open", open)
                .param("day", day)
                .param("company", company.id())
                .param("shop", shop)
                .update();
    }

    /** @param gone the planning system has these no more */
    Map<Long, Refusal> merge(Company company, boolean gone, String merger, CanonicalChange... changes) {
        Merging merging = new Merging(dataSource, hub.get(merger, ChangeMerger.class), new DerivedFacts() {
            @Override
            public int order() {
                return 0;
            }

            @Override
            public void derive(Connection connection) {}
        });
        return merging.merge(company, "pcp", NOW, gone, List.of(changes));
    }

    <T> T get(Class<T> type) {
        return hub.get(type);
    }

    JdbcClient jdbc() {
        return factory.jdbc();
    }

    List<String> texts(Company company, String sql) {
        return jdbc().sql(sql).param(company.id()).query(String.class).list();
    }

    long changes(Company company) {
        return jdbc().sql("select count(*) from hub.change_log where company_id = ?")
                .param(company.id())
                .query(Long.class)
                .single();
    }

    boolean isKnown(Company company, String entity, String key) {
        return jdbc().sql("select * from hub.knows(?, 'pcp', ?, ?)")
                .params(company.id(), entity, key)
                .query(Boolean.class)
                .single();
    }

    @Override
    public void close() {
        hub.close();
        dataSource.close();
    }
}
