with created as (
  insert into hub.posting (
    public_id, company_id, order_id, step_id, posted_on, started_at, ended_at, good, scrap, rework, completes,
    operator, equipment, note, origin, state, in_erp, reversed_at, created_by, created_at, inbox_id)
  select p.public_id, :company, p.order_id, p.step_id, p.posted_on, p.started_at, p.ended_at, p.good, coalesce(p.scrap, 0),
         coalesce(p.rework, 0), p.completes, p.operator, p.equipment, p.note, :origin, case when p.reversed then 'REVERSED' else 'ACCEPTED' end,
         not p.reversed, case when p.reversed then p.observed_at end, :source, p.observed_at, p.inbox_id
  from posting_in p
  where p.posting_id is null and p.step_id is not null and not p.gone
  order by p.n
  returning id, public_id, inbox_id
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind, inbox_id)
  select 'posting', id, :company, 'I', inbox_id from created
)
update posting_in p
set posting_id = c.id, matched = 'NEW'
from created c
where c.public_id = p.public_id
