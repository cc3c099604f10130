-- Sources of which something is known that is older than promised, one row for each source and company: whatever is paused or under maintenance is left out,
-- what has been under maintenance has its whole promise to be read again, and what was never read counts a quarter of an hour after the first try.
with route as (
  select r.company_id, r.source, r.route_id, r.last_error, r.last_failure_at,
    coalesce(r.read_as_of, f.started_at) as since,
    case
      when r.read_as_of is not null then greatest(r.read_as_of, m.ended) + coalesce(t.stale_after, interval '1 day') < cast(:now as timestamptz)
      else r.failures > 0 and f.started_at + interval '15 minutes' < cast(:now as timestamptz)
    end as stale
  from hub.route r
  join hub.stream_state t on t.stream_id = r.id
  left join lateral (select x.started_at from hub.sync_run x where x.stream_id = r.id order by x.id limit 1) f on true
  left join lateral (
    select max(least(w.ends_at, coalesce(w.ended_at, w.ends_at))) as ended from hub.maintenance_window w
     where w.company_id = r.company_id and (w.source is null or w.source = r.source) and w.starts_at <= cast(:now as timestamptz)
       and coalesce(w.ended_at, w.ends_at) > w.starts_at
  ) m on true
  where r.state not in ('PUSHED', 'PAUSED') and hub.under_maintenance_until(r.company_id, r.source, cast(:now as timestamptz)) is null
)
select company_id, source, count(*) filter (where stale) as stale, count(*) as routes,
  (array_agg(route_id order by since) filter (where stale))[1] as oldest,
  min(since) filter (where stale) as since,
  (array_agg(last_error order by last_failure_at desc) filter (where stale and last_error is not null))[1] as error
from route
group by company_id, source
having bool_or(stale)
