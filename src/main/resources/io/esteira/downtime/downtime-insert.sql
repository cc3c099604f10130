with created as (
  insert into hub.downtime (
    public_id, company_id, equipment_id, reason, planned, started_at, ended_at, order_id, step_id, operator, note, origin, state, in_erp,
    reversed_at, created_by, created_at, inbox_id)
  select p.public_id, :company, p.equipment_id, p.reason, p.planned, p.started_at, p.ended_at, p.order_id, p.step_id, p.operator, p.note,
         'ERP', case when p.reversed then 'REVERSED' else 'ACCEPTED' end, not p.reversed, case when p.reversed then p.observed_at end,
         :source, p.observed_at, p.inbox_id
  from downtime_in p
  where p.downtime_id is null and not p.gone
  order by p.n
  returning id, public_id, inbox_id
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind, inbox_id)
  select 'downtime', id, :company, 'I', inbox_id from created
)
update downtime_in p
set downtime_id = c.id, matched = 'NEW'
from created c
where c.public_id = p.public_id
