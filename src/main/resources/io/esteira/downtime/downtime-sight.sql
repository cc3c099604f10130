insert into hub.downtime_sighting as g (
  downtime_id, company_id, source, key, started_at, ended_at, reversed, first_seen_at, last_seen_at, inbox_id, gone_at)
select p.downtime_id, :company, :source, p.key, p.started_at, p.ended_at, p.reversed, p.observed_at, p.observed_at, p.inbox_id,
       case when p.gone then p.observed_at end
from downtime_in p
where p.downtime_id is not null and not p.stale
on conflict (company_id, source, key) do update
set started_at = excluded.started_at, ended_at = excluded.ended_at, reversed = excluded.reversed,
    gone_at = case when excluded.gone_at is null then null else coalesce(g.gone_at, excluded.gone_at) end,
    last_seen_at = excluded.last_seen_at, inbox_id = excluded.inbox_id
