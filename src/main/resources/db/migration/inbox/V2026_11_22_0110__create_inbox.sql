create table hub.stream (
  id smallint generated always as identity primary key,
  company_id smallint not null references hub.company (id),
  source text not null,
  entity text not null,
  unique (company_id, source, entity)
);
comment on table hub.stream is 'One kind of record of one source for one company';

create table hub.sync_run (
  id bigint generated always as identity primary key,
  stream_id smallint not null references hub.stream (id),
  mode text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text not null default 'RUNNING',
  read_rows bigint not null default 0,
  stored_rows bigint not null default 0,
  quarantined_rows bigint not null default 0,
  left_scope_rows bigint not null default 0,
  deleted_rows bigint not null default 0,
  error text
);
create index sync_run_latest on hub.sync_run (stream_id, id desc);
comment on table hub.sync_run is 'Each reading of a stream: RUNNING, COMPLETE, FAILED, or ABANDONED when the node died';

create table hub.stream_state (
  stream_id smallint primary key references hub.stream (id),
  watermark text,
  watermark_at timestamptz,
  last_success_at timestamptz,
  last_snapshot_at timestamptz,
  last_failure_at timestamptz,
  last_error text,
  failures integer not null default 0,
  next_at timestamptz,
  read_as_of timestamptz,
  stale_after interval,
  run_id bigint references hub.sync_run (id)
);
comment on table hub.stream_state is 'Where each stream stands; the watermark moves in the transaction that stores its records';
comment on column hub.stream_state.read_as_of is 'The source is known as it was at this moment: start of the last complete run';
comment on column hub.stream_state.run_id is 'The run that may write: a node that lost the lead finds another one here and stops';
comment on column hub.stream_state.next_at is 'Not read before this moment: cadence, or the pause after a failure';

create table hub.inbox_batch (
  id bigint generated always as identity primary key,
  stream_id smallint not null references hub.stream (id),
  run_id bigint references hub.sync_run (id),
  received_at timestamptz not null default now(),
  mapped_at timestamptz,
  record_count integer not null
);
create index inbox_batch_unmapped on hub.inbox_batch (id) where mapped_at is null;
comment on table hub.inbox_batch is 'Records that were stored together; mapped_at is null between storing and mapping';

create table hub.inbox_record (
  id bigint generated always as identity primary key,
  stream_id smallint not null references hub.stream (id),
  source_key text not null,
  source_version text,
  observed_at timestamptz not null,
  content_hash uuid not null,
  payload bytea not null,
  batch_id bigint not null,
  in_scope boolean not null default false,
  absent_runs smallint not null default 0,
  gone_at timestamptz,
  unique (stream_id, source_key)
);
comment on table hub.inbox_record is 'Each source record as it came, once; a changed record replaces its payload';
comment on column hub.inbox_record.content_hash is 'First 128 bits of SHA-256 of the payload';
comment on column hub.inbox_record.batch_id is 'The batch that last changed it';
comment on column hub.inbox_record.in_scope is 'Seen by the last snapshot of the stream';
comment on column hub.inbox_record.absent_runs is 'Complete snapshots in a row that missed it while a point read missed it too';
comment on column hub.inbox_record.gone_at is 'When it was taken as deleted at the source';

create unlogged table hub.sync_seen (
  run_id bigint not null,
  record_id bigint not null
);
comment on table hub.sync_seen is 'Records that a running snapshot has seen; emptied when it ends, of no worth after a crash';
create index sync_seen_record on hub.sync_seen (run_id, record_id);

create table hub.quarantine (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  entity text not null,
  source_key text not null,
  inbox_id bigint references hub.inbox_record (id),
  payload bytea,
  code text not null,
  field text not null,
  message text not null,
  state text not null default 'OPEN',
  waits_for text,
  waits_key text,
  attempts integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ended_by text
);
create unique index quarantine_open on hub.quarantine (company_id, source, entity, source_key) where state in ('OPEN', 'WAITING');
create index quarantine_waiting on hub.quarantine (company_id, source, waits_for, waits_key) where state = 'WAITING';
create index quarantine_inbox on hub.quarantine (inbox_id);
comment on table hub.quarantine is 'Records that were not used, why, and what to mend: OPEN, WAITING (for a thing it refers to), RESOLVED, DISCARDED';
comment on column hub.quarantine.payload is 'The message itself, where no inbox record keeps it';

create function hub.payload_json(payload bytea) returns jsonb language plpgsql immutable parallel safe as $$
begin
  return convert_from(payload, 'UTF8')::jsonb;
exception when others then
  return null;
end
$$;
comment on function hub.payload_json is 'A payload as jsonb; null where it does not parse. Parsed when read, so that storing costs nothing';
