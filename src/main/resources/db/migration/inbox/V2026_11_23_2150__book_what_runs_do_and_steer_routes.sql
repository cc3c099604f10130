alter table hub.sync_run
  add column public_id uuid not null default gen_random_uuid(),
  add column new_rows bigint not null default 0,
  add column bytes bigint not null default 0,
  add column source_millis bigint not null default 0,
  add column inbox_millis bigint not null default 0,
  add column mapping_millis bigint not null default 0,
  add column comparison_millis bigint not null default 0,
  add column node text,
  add column company_id smallint references hub.company (id);
update hub.sync_run r set company_id = s.company_id from hub.stream s where s.id = r.stream_id;
alter table hub.sync_run alter column company_id set not null;
create index inbox_batch_run on hub.inbox_batch (run_id);
create unique index sync_run_public_id on hub.sync_run (public_id);
create index sync_run_idle on hub.sync_run (ended_at)
  where outcome = 'COMPLETE' and stored_rows = 0 and left_scope_rows = 0 and deleted_rows = 0 and quarantined_rows = 0;
comment on column hub.sync_run.new_rows is 'Of the stored rows, those that were not known before';
comment on column hub.sync_run.bytes is 'Payloads that were read, in bytes';
comment on column hub.sync_run.source_millis is 'How long the source took to show its rows';
comment on column hub.sync_run.inbox_millis is 'How long it took to store them as they came';
comment on column hub.sync_run.mapping_millis is 'How long it took to map them and to write what came of it';
comment on column hub.sync_run.comparison_millis is 'How long a snapshot looked for rows that it had not shown, at the source too';
comment on column hub.sync_run.node is 'The instance that read; null in runs before this was kept';

alter table hub.stream_state
  add column rests_until timestamptz,
  add column own_cadence interval check (own_cadence >= interval '1 second'),
  add column asked boolean not null default false,
  add column snapshot_asked boolean not null default false,
  add column rewind_to date;
comment on column hub.stream_state.rests_until is 'A person has paused it until then; infinity: until a person resumes it; null: it runs';
comment on column hub.stream_state.own_cadence is 'How long after the start of one run the next one starts, where a person has set it; null: as configured';
comment on column hub.stream_state.asked is 'A person wants it to run now; taken back by the run that begins';
comment on column hub.stream_state.snapshot_asked is 'That run is to read everything';
comment on column hub.stream_state.rewind_to is 'That run is to read again what is of this day or later';

create view hub.run as
select
  r.id,
  r.public_id,
  r.company_id,
  r.stream_id,
  s.source || '.' || s.entity as route_id,
  r.mode,
  case r.outcome when 'COMPLETE' then 'SUCCEEDED' else r.outcome end as state,
  r.started_at,
  r.ended_at,
  r.read_rows as rows_read,
  r.new_rows as rows_new,
  r.stored_rows - r.new_rows as rows_changed,
  greatest(r.read_rows - r.stored_rows, 0) as rows_unchanged,
  r.deleted_rows as rows_deleted,
  r.left_scope_rows as rows_left_scope,
  r.quarantined_rows as rows_quarantined,
  r.bytes,
  r.source_millis,
  r.inbox_millis,
  r.mapping_millis,
  r.comparison_millis,
  r.error,
  r.node
from hub.sync_run r
join hub.stream s on s.id = r.stream_id;
comment on view hub.run is 'Runs as people of IT see them';

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
  case when isfinite(t.rests_until) and t.rests_until > now() then t.rests_until end as resumes_at,
  extract(epoch from t.own_cadence)::bigint as own_cadence_seconds,
  r.node as instance
from hub.stream s
join hub.company c on c.id = s.company_id
left join hub.stream_state t on t.stream_id = s.id
left join lateral (
  select * from hub.sync_run x where x.stream_id = s.id order by x.id desc limit 1
) r on true;
comment on view hub.route is 'Streams as people of IT see them: state, last run, next run';
