-- A stop of the hub come back: by its reference, by the key that the ERP answered, else by machine and times, to the minute, as ERPs
-- keep them. A second live row of one stop is a fact of its own: the ERP holds it twice.
with candidate as (
  select distinct on (p.n) p.n, t.id,
         case when t.reference = p.reference then 1 when own.erp_key = p.key then 2 else 3 end as how
  from downtime_in p
  join hub.downtime t on t.company_id = :company and t.origin = 'HUB' and t.deleted_at is null
  left join hub.delivery own on own.downtime_id = t.id and own.kind = 'DOWNTIME' and own.target = :source
  where p.downtime_id is null and not p.gone
    and (t.reference = p.reference
      or own.erp_key = p.key
      or p.equipment_id = t.equipment_id and t.state = 'ACCEPTED' and not p.reversed
        and not exists (select 1 from hub.downtime other where other.reference = p.reference)
        and own.state is not null and own.reason_code is distinct from 'SEVERAL_IN_ERP'
        and (own.erp_key is null or own.state not in ('DELIVERED', 'CLOSED_BY_HAND'))
        and t.started_at between p.started_at - interval '1 minute' and p.started_at + interval '1 minute'
        and date_trunc('minute', t.started_at) = date_trunc('minute', p.started_at)
        and date_trunc('minute', t.ended_at) = date_trunc('minute', p.ended_at))
  order by p.n, how, t.id
),
first as (
  select c.id, min(c.n) as n
  from candidate c
  where not exists (
    select 1
    from hub.downtime_sighting g
    left join downtime_in q on q.key = g.key
    where g.downtime_id = c.id and g.source = :source and not g.reversed and g.gone_at is null
      and not coalesce(q.gone or q.reversed, false))
  group by c.id
)
update downtime_in p
set downtime_id = f.id, matched = 'OWN'
from first f
where f.n = p.n
