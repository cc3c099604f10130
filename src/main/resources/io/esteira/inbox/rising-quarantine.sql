-- What the last hour put into the quarantine and is there still, where it is much more than an hour of the day before brought.
with recent as (
  select company_id, source, entity, count(*) as entries, mode() within group (order by code || ' ' || field) as most
  from hub.quarantine
  where state = 'OPEN' and created_at > cast(:now as timestamptz) - interval '1 hour'
  group by company_id, source, entity
  having count(*) >= :fewest
)
select r.company_id, r.source, r.entity, r.entries, r.most
from recent r
where r.entries > 3.0 / 24 * (
  select count(*) from hub.quarantine q
  where q.state = 'OPEN' and q.created_at > cast(:now as timestamptz) - interval '25 hours' and q.created_at <= cast(:now as timestamptz) - interval '1 hour'
    and (q.company_id, q.source, q.entity) = (r.company_id, r.source, r.entity))
