select t.company_id, t.posted_on, t.started_at, t.ended_at, t.good, t.scrap, t.rework, t.completes,
       coalesce(code.erp ->> 'operator', t.operator) as operator,
       coalesce(code.erp ->> 'equipment', t.equipment) as equipment,
       t.note, t.reference, o.source_key, o.number, i.code as item_code, s.operation, s.sequence, f.code as phase,
       array(select c.reason from hub.posting_scrap c where c.posting_id = t.id order by c.reason) as reasons,
       array(select coalesce(code.erp -> 'reasons' ->> c.reason, c.reason) from hub.posting_scrap c
             where c.posting_id = t.id order by c.reason) as erp_reasons,
       array(select c.quantity from hub.posting_scrap c where c.posting_id = t.id order by c.reason) as quantities,
       array(select d.loss_reason from hub.delivery d
             where d.posting_id = t.id and d.kind = 'POSTING' and d.loss_reason is not null) as apart,
       hub.delivery_refusals(given.delivery) as refusals,
       (select g.key from hub.posting_sighting g
        where g.posting_id = t.id and g.source = o.source and not g.reversed and g.gone_at is null
        order by g.id desc limit 1) as seen_key,
       (select d.erp_key from hub.delivery d
        where d.posting_id = t.id and d.kind = 'POSTING' and d.loss_reason is null and d.erp_key is not null
        order by d.position desc limit 1) as erp_key
from (select ?::uuid as delivery) given
cross join hub.posting t
join hub.production_order o on o.id = t.order_id
join hub.item i on i.id = o.item_id
join hub.order_step s on s.id = t.step_id
left join hub.phase f on f.id = s.phase_id
cross join lateral (select hub.erp_codes(given.delivery, t.id) as erp) code
where t.id = ?
