create table hub.job (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  kind text not null,
  state text not null default 'QUEUED',
  done bigint not null default 0,
  total bigint,
  message text,
  message_pt text,
  result jsonb,
  cancel_requested boolean not null default false,
  lease_until timestamptz not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  started_at timestamptz,
  ended_at timestamptz
);
create index job_open on hub.job (lease_until) where state in ('QUEUED', 'RUNNING');
comment on table hub.job is 'Long work that a person has asked for: QUEUED, RUNNING, DONE, FAILED, CANCELLED';
comment on column hub.job.total is 'How much there is to do, in the units of done; null while unknown';
comment on column hub.job.lease_until is 'The node that does it keeps this in the future; once it has passed, the work was interrupted';
