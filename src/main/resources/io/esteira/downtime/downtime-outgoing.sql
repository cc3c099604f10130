select t.company_id, t.started_at, t.ended_at, coalesce(t.planned, false) as planned, t.note, t.reference,
       code.erp ->> 'operator' as operator, code.erp ->> 'equipment' as equipment, code.erp ->> 'reason' as reason,
       o.source_key, o.number, s.operation,
       hub.delivery_refusals(given.delivery) as refusals,
       (select g.key from hub.downtime_sighting g
        where g.downtime_id = t.id and g.source = given.target and not g.reversed and g.gone_at is null
        order by g.id desc limit 1) as seen_key,
       (select d.erp_key from hub.delivery d
        where d.downtime_id = t.id and d.kind = 'DOWNTIME' and d.erp_key is not null) as erp_key
from (select ?::uuid as delivery, ?::text as target) given
cross join hub.downtime t
left join hub.production_order o on o.id = t.order_id
left join hub.order_step s on s.id = t.step_id
cross join lateral (
  select coalesce(
    (select d.erp_codes from hub.delivery d where d.public_id = given.delivery),
    (select d.erp_codes from hub.delivery d where d.downtime_id = t.id and d.kind = 'DOWNTIME'),
    hub.downtime_codes(t.id, given.target)) as erp) code
where t.id = ?
