-- A row without a reference of the hub's that may be a posting of the hub: one that a person did at the source in its place, or one that was
-- delivered to a source which did not say as which row. The same step, day and quantities tell, as far as the source tells
-- quantities; the oldest first.
with seen as (
  select p.n, p.step_id, p.posted_on, p.good, p.scrap, p.rework,
         row_number() over (partition by p.step_id, p.posted_on, p.good, p.scrap, p.rework order by p.n) as nth
  from posting_in p
  where p.posting_id is null and p.referenced_id is null and p.step_id is not null and not p.gone and not p.reversed
),
fact as (
  select distinct step_id, posted_on, good, scrap, rework from seen
),
-- By themselves first: what else is asked of the few would otherwise be asked of all postings, once for each fact.
same as materialized (
  select f.*, t.id, t.scrap as posted_scrap
  from fact f
  join hub.posting t
    on t.step_id = f.step_id and t.posted_on = f.posted_on and t.good = f.good
    and (f.rework is null or f.rework = t.rework)
  where t.company_id = :company and t.origin = 'HUB' and t.state = 'ACCEPTED'
),
waiting as (
  select f.step_id, f.posted_on, f.good, f.scrap, f.rework, f.id,
         row_number() over (partition by f.step_id, f.posted_on, f.good, f.scrap, f.rework order by d.id) as nth
  from same f
  join hub.delivery d on d.posting_id = f.id and d.kind = 'POSTING' and d.position = 1
  cross join lateral (
    select coalesce(sum(c.quantity), 0) as scrap
    from hub.delivery l
    join hub.posting_scrap c on c.posting_id = l.posting_id and c.reason = l.loss_reason
    where l.posting_id = f.id and l.kind = 'POSTING') apart
  where d.target = :source
    and (f.scrap is null or f.scrap = f.posted_scrap - apart.scrap)
    and (d.state = 'HELD' and d.reason_code is distinct from 'SEVERAL_IN_ERP'
      or d.state in ('DELIVERED', 'CLOSED_BY_HAND') and d.erp_key is null)
    and not exists (
      select 1
      from hub.posting_sighting g
      where g.posting_id = f.id and g.source = :source and not g.reversed and g.gone_at is null)
    and not exists (select 1 from posting_in q where q.posting_id = f.id)
),
pair as (
  select distinct on (w.id) s.n, w.id
  from seen s
  join waiting w
    on w.step_id = s.step_id and w.posted_on = s.posted_on and w.good = s.good and w.nth = s.nth
    and w.scrap is not distinct from s.scrap and w.rework is not distinct from s.rework
  order by w.id, s.n
)
update posting_in p
set posting_id = pair.id, matched = 'ALIKE'
from pair
where p.n = pair.n
