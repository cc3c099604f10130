-- A stream that no run has read, and that has records all the same, waits for nobody: it is pushed, or was replayed.
create or replace view hub.route as
select
  s.id::bigint as id,
  md5('route|' || c.code || '|' || s.source || '|' || s.entity)::uuid as public_id,
  s.company_id,
  s.source || '.' || s.entity as route_id,
  s.source,
  s.entity,
  case
    when r.outcome = 'RUNNING' then 'RUNNING'
    when coalesce(t.failures, 0) > 0 then 'FAILING'
    when t.last_success_at is not null then 'OK'
    when r.id is null and (
      exists (select 1 from hub.inbox_record x where x.stream_id = s.id)
      or exists (select 1 from hub.quarantine q where (q.company_id, q.source, q.entity) = (s.company_id, s.source, s.entity))
    ) then 'PUSHED'
    else 'WAITING'
  end as state,
  t.last_success_at,
  t.last_failure_at,
  t.last_error,
  coalesce(t.failures, 0) as failures,
  t.next_at,
  r.mode as last_run_mode,
  r.started_at as last_run_started_at,
  r.read_rows as rows_read,
  r.stored_rows as rows_stored,
  r.quarantined_rows as rows_quarantined,
  t.watermark,
  t.watermark_at,
  t.read_as_of
from hub.stream s
join hub.company c on c.id = s.company_id
left join hub.stream_state t on t.stream_id = s.id
left join lateral (
  select * from hub.sync_run x where x.stream_id = s.id order by x.id desc limit 1
) r on true;
comment on view hub.route is 'Streams as people of IT see them: state, last run, next run';
