package io.esteira.telemetry;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells of product codes of machines that mean no item yet: one entry of the quarantine for each, however many machines and messages name it.
 * Nothing is lost meanwhile: the counts go on, and stand ready for the item.
 */
@Component
class UnmappedCodes {

    static final String ENTITY = "products";

    private static final String MESSAGE =
            "no item has this code, and no code mapping leads it to one: its pieces are counted, and show the item once saveCodeMapping says what it means";

    private static final String SETTLE = """
            with unmapped as (
              select distinct t.company_id, e.source, t.product_code
                from hub.machine_count t join hub.equipment e on e.id = t.equipment_id
               where t.item_id is null
            ), resolved as (
              update hub.quarantine q set state = 'RESOLVED', attempts = q.attempts + 1, updated_at = now()
               where q.entity = :entity and q.state = 'WAITING' and q.waits_for = 'item' and q.inbox_id is null
                 and not exists (
                   select 1 from unmapped u
                    where u.company_id = q.company_id and u.source = q.source and u.product_code = q.source_key)
            )
            insert into hub.quarantine
                   (company_id, source, entity, source_key, code, field, message, state, waits_for, waits_key)
            select u.company_id, u.source, :entity, u.product_code, 'UNMAPPED', 'product', :message, 'WAITING', 'item', u.product_code
              from unmapped u
             where not exists (
               select 1 from hub.quarantine q
                where q.company_id = u.company_id and q.source = u.source and q.entity = :entity and q.source_key = u.product_code
                  and q.state in ('OPEN', 'WAITING', 'DISCARDED'))
             order by u.company_id, u.source, u.product_code
            on conflict (company_id, source, entity, source_key) where state in ('OPEN', 'WAITING', 'DISCARDED') do nothing
            """;

    private final JdbcClient jdbc;

    UnmappedCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the entries that are missing, and ends those whose pieces have found their item. Several replicas may do it at once. */
    void settle() {
        jdbc.sql(SETTLE).param("entity", ENTITY).param("message", MESSAGE).update();
    }
}
