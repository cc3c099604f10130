-- A machine of which nobody has heard is taken in, as the ERP calls it.
with missing as (
  insert into hub.equipment as e (public_id, company_id, source, code, name)
  select distinct on (p.machine) p.machine_id, :company::smallint, :source, p.machine, p.machine
  from downtime_in p
  where not p.gone and hub.equipment_of(:company::smallint, :source, p.machine, p.day) is null
  order by p.machine
  on conflict (company_id, source, code) do update set code = excluded.code
  returning e.id, e.code
)
update downtime_in p
set equipment_id = coalesce(
      hub.equipment_of(:company::smallint, :source, p.machine, p.day), (select m.id from missing m where m.code = p.machine)),
    order_id = r.id,
    step_id = (
      select s.id from hub.order_step s
      where s.order_id = r.id and s.operation = p.operation
      order by s.deleted_at nulls first, s.sequence
      limit 1)
from downtime_in q
left join hub.source_ref r
  on r.company_id = :company and r.entity = 'production_order' and r.source = :source and r.key = q.order_key
where q.n = p.n
