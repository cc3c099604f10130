package io.esteira.telemetry;

import io.esteira.inbox.WaitingCodes;
import io.esteira.platform.ChangeSignals;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Machines count before the ERP's items have come in, and by codes of their own: their counts find the item later. */
@Component
class ItemLinks implements WaitingCodes {

    private final JdbcClient jdbc;
    private final UnmappedCodes unmapped;
    private final ChangeSignals signals;
    private final Clock clock;

    ItemLinks(JdbcClient jdbc, UnmappedCodes unmapped, ChangeSignals signals, Clock clock) {
        this.jdbc = jdbc;
        this.unmapped = unmapped;
        this.signals = signals;
        this.clock = clock;
    }

    /** Links what can be linked; what cannot has its entry in quarantine afterwards. */
    @Override
    @Scheduled(fixedDelayString = "${esteira.telemetry.link-items-every:10s}", initialDelay = 5_000)
    public void retry() {
        linkItems();
        unmapped.settle();
    }

    /**
     * Links counts to the items that have appeared, and those whose product code has got another meaning: what a mapping says of
     * the machine's code comes before an item that happens to have the same code. Where a mapping has run out, what was counted stays with
     * its item: the count is closed, and pieces from now on make one of their own, of what the code means since, or of nothing yet.
     * A mapping that was mended or taken back takes its counts along. Counts that are being written are left to the next time, so that
     * it waits for nobody; several replicas may do it at once.
     *
     * @return how many were linked or closed
     */
    int linkItems() {
        int linked = jdbc.sql("""
                        with found as (
                          select t.id, coalesce(r.id, i.id) as item_id, to_jsonb(t) as before, ended.ran_out
                            from hub.machine_count t
                            join hub.company c on c.id = t.company_id
                            join hub.equipment e on e.id = t.equipment_id
                            left join hub.source_ref r on r.company_id = t.company_id and r.entity = 'item'
                              and r.source = e.source and r.key = t.product_code
                            left join hub.item i on i.company_id = t.company_id and i.code = t.product_code
                           cross join lateral (
                             select exists (
                               select 1 from hub.code_mapping m
                                 left join hub.source_ref k on k.company_id = m.company_id and k.entity = 'item'
                                   and k.source = m.to_source and k.key = m.to_code
                                 left join hub.item a on a.company_id = m.company_id and a.code = m.to_code
                                where m.company_id = t.company_id and m.kind = 'ITEM' and m.from_source = e.source
                                  and m.from_code = t.product_code
                                  and m.valid_to < (:now::timestamptz at time zone c.zone)::date
                                  and t.item_id in (k.id, a.id)) as ran_out) ended
                           where t.closed_at is null and coalesce(r.id, i.id) is distinct from t.item_id
                             and (r.id is not null or t.item_id is null or ended.ran_out or not exists (
                               select 1 from hub.code_mapping m
                                where m.company_id = t.company_id and m.kind = 'ITEM' and m.from_source = e.source
                                  and m.from_code = t.product_code))
                             for no key update of t skip locked
                        ), linked as (
                          update hub.machine_count t
                             set item_id = case when f.ran_out then t.item_id else f.item_id end,
                                 closed_at = case when f.ran_out then :now::timestamptz end
                            from found f
                           where t.id = f.id
                          returning t.id, t.company_id, f.before
                        )
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'machine_count', id, company_id, 'U'::"char", before from linked
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (linked > 0) {
            signals.changed();
        }
        return linked;
    }
}
