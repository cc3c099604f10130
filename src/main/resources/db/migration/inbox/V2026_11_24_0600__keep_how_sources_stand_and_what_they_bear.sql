create table hub.source_state (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  opened_at timestamptz,
  tries integer not null default 0,
  next_try_at timestamptz,
  trying_stream smallint references hub.stream (id),
  reason text,
  circuit text not null check (circuit in ('CLOSED', 'OPEN', 'HALF_OPEN')) generated always as (
    case when opened_at is null then 'CLOSED' when trying_stream is null then 'OPEN' else 'HALF_OPEN' end
  ) stored,
  runs_at_once smallint check (runs_at_once between 1 and 100),
  requests_per_minute integer check (requests_per_minute between 1 and 60000),
  next_request_at timestamptz,
  unique (company_id, source),
  check ((opened_at is null) = (next_try_at is null))
);
create index source_state_trying on hub.source_state (trying_stream) where trying_stream is not null;
insert into hub.source_state (company_id, source) select distinct company_id, source from hub.stream;
comment on table hub.source_state is 'Each source of a company: whether it is asked now, and how much it bears';
comment on column hub.source_state.opened_at is 'Since when only one route at a time tries it, for the others have failed; null: it is asked as routes are due';
comment on column hub.source_state.tries is 'Tries that failed since a run last succeeded; the pause grows with them';
comment on column hub.source_state.trying_stream is 'The stream whose run tries it now';
comment on column hub.source_state.runs_at_once is 'Null: as many as it has routes';
comment on column hub.source_state.requests_per_minute is 'Null: as fast as it answers';
comment on column hub.source_state.next_request_at is 'The next request that keeps the pace';

create table hub.maintenance_window (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  source text,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  reason text not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  ended_by text,
  ended_at timestamptz,
  check ((ended_at is null) = (ended_by is null))
);
create index maintenance_window_running on hub.maintenance_window (company_id, ends_at) where ended_at is null;
create index sync_run_by_start on hub.sync_run (stream_id, started_at);
comment on table hub.maintenance_window is 'When sources are not to be asked, and nobody is to be told that they are old';
comment on column hub.maintenance_window.source is 'Null: all sources of the company';
comment on column hub.maintenance_window.ended_at is 'When a person ended it early, or called it off';

create function hub.under_maintenance_until(company smallint, source_name text, at timestamptz) returns timestamptz
language sql stable parallel safe as $$
  select max(w.ends_at) from hub.maintenance_window w
   where w.company_id = company and (w.source is null or w.source = source_name)
     and w.ended_at is null and w.starts_at <= at and w.ends_at > at
$$;
comment on function hub.under_maintenance_until is 'When the maintenance of a source that runs at a moment ends; null: none runs';

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
    when t.rests_until > now() then 'PAUSED'
    when m.ends_at is not null then 'MAINTENANCE'
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
  t.read_as_of,
  case
    when isfinite(t.rests_until) and t.rests_until > now() then greatest(t.rests_until, m.ends_at)
    when t.rests_until is null or t.rests_until <= now() then m.ends_at
  end as resumes_at,
  extract(epoch from t.own_cadence)::bigint as own_cadence_seconds,
  r.node as instance,
  coalesce(x.circuit, 'CLOSED') as circuit,
  x.next_try_at,
  m.ends_at as maintenance_until
from hub.stream s
join hub.company c on c.id = s.company_id
left join hub.stream_state t on t.stream_id = s.id
left join hub.source_state x on (x.company_id, x.source) = (s.company_id, s.source)
cross join lateral (select hub.under_maintenance_until(s.company_id, s.source, now()) as ends_at) m
left join lateral (
  select * from hub.sync_run x where x.stream_id = s.id order by x.id desc limit 1
) r on true;
comment on view hub.route is 'Streams as people of IT see them: state, last run, next run';
