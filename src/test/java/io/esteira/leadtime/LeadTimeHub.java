package io.esteira.leadtime;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.DerivedFacts;
import io.esteira.canonical.MergeBatch;
import io.esteira.platform.Company;
import io.esteira.support.Factory;
import io.esteira.support.Factory.Step;
import io.esteira.support.Hub;
import io.esteira.support.Merging;
import io.esteira.support.TestDatabase;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lead times on a database of their own; it is 2025-10-22, nine in the morning of São Paulo. */
final class LeadTimeHub implements AutoCloseable {

    private final HikariDataSource dataSource = TestDatabase.create();
    private final Factory factory = new Factory(dataSource);
    private final Hub hub = Hub.on(dataSource, Clock.fixed(Instant.parse("2025-10-22T12:00:00Z"), ZoneOffset.UTC))
            .with(
                    "transactionTemplate",
                    TransactionTemplate.class,
                    new TransactionTemplate(new JdbcTransactionManager(dataSource)))
            .start("io.esteira.planning", "io.esteira.leadtime");
    private int companies;

    Company company() {
        return factory.company("C" + ++companies);
    }

    <T> T get(Class<T> type) {
        return hub.get(type);
    }

    JdbcClient jdbc() {
        return factory.jdbc();
    }

    /** An order whose steps are numbered from 1. */
    long order(Company company, String number, List<String> phases) {
        List<Step> steps = IntStream.range(0, phases.size())
                .mapToObj(i -> new Step(i + 1, phases.get(i), phases.get(i)))
                .toList();
        return factory.order(company, "csw", number, "100", steps);
    }

    /** A posting at eight in the morning of São Paulo. */
    void posting(long order, int sequence, String day, int pieces) {
        posting(order, sequence, Instant.parse(day + "T11:00:00Z"), pieces);
    }

    void posting(long order, int sequence, Instant at, int pieces) {
        jdbc().sql("""
                        insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, ended_at, good, scrap, rework, completes,
                          origin, in_erp, created_by, created_at)
                        select gen_random_uuid(), s.company_id, s.order_id, s.id, (:at::timestamptz at time zone 'America/Sao_Paulo')::date,
                          :at::timestamptz, :pieces, 0, 0, false, 'ERP', true, 'csw', now()
                        from hub.order_step s where s.order_id = :order and s.sequence = :sequence
                        """)
                .param("at", at.toString())
                .param("pieces", pieces)
                .param("order", order)
                .param("sequence", sequence)
                .update();
    }

    /** The same pieces through 401, 409, 433 and 449. */
    void passed(Company company, String number, int pieces, String... days) {
        long order = order(company, number, List.of("401", "409", "433", "449"));
        IntStream.range(0, days.length).forEach(i -> posting(order, i + 1, days[i], pieces));
    }

    void note(Company company, long order, String shop, String direction, String day, int pieces) {
        jdbc().sql("""
                        insert into hub.subcontractor (public_id, company_id, source, code, name, observed_at)
                        values (gen_random_uuid(), ?, 'csw', ?, ?, now()) on conflict do nothing
                        """).params(company.id(), shop, "Facção " + shop).update();
        jdbc().sql("""
                        insert into hub.subcontract_note (public_id, company_id, source, order_id, note_key, subcontractor_id, phase_id,
                          direction, day, pieces, observed_at)
                        select gen_random_uuid(), s.company_id, 'csw', ?, gen_random_uuid()::text, s.id, f.id, ?, ?::date, ?, now()
                        from hub.subcontractor s
                        join hub.phase f on f.company_id = s.company_id and f.code = '429'
                        where s.company_id = ? and s.code = ?
                        """)
                .params(order, direction, day, pieces, company.id(), shop)
                .update();
    }

    /**
     * What a planning system says of goals.
     *
     * @param gone it says these no more
     */
    Map<Long, MergeBatch.Refusal> merge(Company company, boolean gone, CanonicalChange... changes) {
        Merging merging = new Merging(dataSource, hub.get("importedGoals", ChangeMerger.class), new DerivedFacts() {
            @Override
            public int order() {
                return 0;
            }

            @Override
            public void derive(Connection connection) {}
        });
        return merging.merge(company, "pcp", Instant.parse("2025-10-22T12:00:00Z"), gone, List.of(changes));
    }

    static LeadTimeRequest request(LeadTimeRequest.By by, String from, String to) {
        return new LeadTimeRequest(
                by, LocalDate.parse(from), LocalDate.parse(to), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Override
    public void close() {
        hub.close();
        dataSource.close();
    }
}
