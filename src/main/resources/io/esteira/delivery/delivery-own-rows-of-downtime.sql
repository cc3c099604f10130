-- As delivery-own-rows.sql, of a stop: what Protheus tells of one are its machine and its times, to the minute.
with own as (
  select t.id, t.company_id, t.equipment_id, t.started_at, t.ended_at, t.created_at, given.target, given.rows
  from (select ?::bigint as delivery_id, ?::text as target, ?::text[] as rows, ?::text[] as pending) given
  join hub.delivery o on o.id = given.delivery_id
  join hub.downtime t on t.id = o.downtime_id
)
select array(
         select g.key
         from hub.downtime_sighting g
         join hub.downtime t on t.id = g.downtime_id
         where g.company_id = own.company_id and g.source = own.target and g.key = any(own.rows) and t.id <> own.id
           and (t.origin = 'HUB' or g.first_seen_at < own.created_at - interval '1 minute')
         union
         select d.erp_key
         from hub.delivery d
         where d.company_id = own.company_id and d.target = own.target and d.erp_key = any(own.rows)
           and d.downtime_id is distinct from own.id) as others,
       array[]::text[] as pending_others,
       null::text as own_pending,
       exists (
         select 1
         from hub.downtime t
         join hub.delivery d on d.downtime_id = t.id and d.kind = 'DOWNTIME' and d.target = own.target
         where t.equipment_id = own.equipment_id and t.id <> own.id
           and date_trunc('minute', t.started_at) = date_trunc('minute', own.started_at)
           and date_trunc('minute', t.ended_at) = date_trunc('minute', own.ended_at)
           and d.state in ('DELIVERED', 'CLOSED_BY_HAND') and d.erp_key is null
           and not exists (
             select 1 from hub.downtime_sighting g where g.downtime_id = t.id and g.source = own.target)) as others_unplaced
from own
