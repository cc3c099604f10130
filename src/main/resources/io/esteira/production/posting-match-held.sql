-- A person did at the source what the hub could only hold: no reference travels, so the same step, day and quantities tell,
-- the oldest first.
with seen as (
  select p.n, p.step_id, p.posted_on, p.good, p.scrap, p.rework,
         row_number() over (partition by p.step_id, p.posted_on, p.good, p.scrap, p.rework order by p.n) as nth
  from posting_in p
  where p.posting_id is null and p.step_id is not null and not p.gone and not p.reversed
),
held as (
  select t.id, t.step_id, t.posted_on, t.good, t.scrap, t.rework,
         row_number() over (partition by t.step_id, t.posted_on, t.good, t.scrap, t.rework order by d.id) as nth
  from hub.delivery d
  join hub.posting t on t.id = d.posting_id
  where d.state = 'HELD' and d.kind = 'POSTING' and d.company_id = :company and d.target = :source
    and t.step_id in (select s.step_id from seen s)
)
update posting_in p
set posting_id = h.id, matched = 'HELD'
from seen s
join held h using (step_id, posted_on, good, scrap, rework, nth)
where s.n = p.n
