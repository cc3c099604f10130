package io.esteira.support;

import io.esteira.platform.Company;
import io.esteira.platform.PublicIds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the orders that tests post to, as the merge of orders would, and reads what tests assert on. */
public final class Factory {

    /** Two steps with equal operation codes fall into phase {@code COSTURA}. */
    public record Step(int sequence, String operation, String phase) {}

    private final JdbcClient jdbc;

    public Factory(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    public Company company(String code) {
        short id = jdbc.sql(
                        "insert into hub.company (code, name, zone) values (?, ?, 'America/Sao_Paulo') returning id")
                .params(code, code)
                .query(Short.class)
                .single();
        return new Company(id, code, code, ZoneId.of("America/Sao_Paulo"));
    }

    /** An order with the steps 10, 20 and 30, operations 01, 02 and 03, in phases CORTE, COSTURA and EMBALAGEM. */
    public long order(Company company, String source, String number, String quantity) {
        return order(
                company,
                source,
                number,
                quantity,
                List.of(new Step(10, "01", "CORTE"), new Step(20, "02", "COSTURA"), new Step(30, "03", "EMBALAGEM")));
    }

    public long order(Company company, String source, String number, String quantity, List<Step> steps) {
        long item = jdbc.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                        values (gen_random_uuid(), ?, ?, 'P-1', 'Shirt', 'PRODUCT', true, now())
                        on conflict (company_id, code) do update set source = excluded.source returning id
                        """).params(company.id(), source).query(Long.class).single();
        long order = jdbc.sql("""
                        insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                          reported_status, source_status, quantity, posting_blocked, observed_at)
                        values (?, ?, ?, ?, ?, ?, 'RELEASED', 'RELEASED', 'A', ?, false, now()) returning id
                        """)
                .params(
                        PublicIds.of(company.code(), "production_order", source, number),
                        company.id(),
                        source,
                        number,
                        number,
                        item,
                        new BigDecimal(quantity))
                .query(Long.class)
                .single();
        jdbc.sql("insert into hub.source_ref values (?, 'production_order', ?, ?, ?)")
                .params(company.id(), source, number, order)
                .update();
        for (Step step : steps) {
            jdbc.sql("""
                            insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, phase_id,
                              observed_at) values (gen_random_uuid(), ?, ?, ?, ?, ?, ?, now())
                            """)
                    .params(
                            company.id(),
                            source,
                            order,
                            step.sequence(),
                            step.operation(),
                            phase(company, source, step.phase()))
                    .update();
        }
        return order;
    }

    private long phase(Company company, String source, String code) {
        return jdbc.sql("""
                        insert into hub.phase (public_id, company_id, source, code, name, observed_at)
                        values (gen_random_uuid(), ?, ?, ?, ?, now())
                        on conflict (company_id, code) do update set name = excluded.name returning id
                        """)
                .params(company.id(), source, code, code)
                .query(Long.class)
                .single();
    }

    public Map<String, Object> order(long id) {
        return jdbc.sql("select * from hub.production_order where id = ?")
                .param(id)
                .query()
                .singleRow();
    }

    public Map<String, Object> step(long order, int sequence) {
        return jdbc.sql("select * from hub.order_step where order_id = ? and sequence = ?")
                .params(order, sequence)
                .query()
                .singleRow();
    }

    public List<Map<String, Object>> postings(long order) {
        return jdbc.sql("select * from hub.posting where order_id = ? order by id")
                .param(order)
                .query()
                .listOfRows();
    }

    public List<Map<String, Object>> deliveries(long order) {
        return jdbc.sql("select * from hub.delivery where order_id = ? order by id")
                .param(order)
                .query()
                .listOfRows();
    }

    public long count(String table) {
        return jdbc.sql("select count(*) from hub." + table).query(Long.class).single();
    }

    /** A moment well before any that the tests' transactions stamp. */
    public static Instant moment(int minute) {
        return Instant.parse("2026-03-02T12:00:00Z").plusSeconds(60L * minute);
    }
}
