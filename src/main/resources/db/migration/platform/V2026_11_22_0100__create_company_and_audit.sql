create table hub.company (
  id smallint generated always as identity primary key,
  code text not null unique,
  name text not null,
  zone text not null
);
comment on table hub.company is 'Companies (with branch) that the hub is set up for; kept equal to the configuration at each start';
comment on column hub.company.zone is 'IANA time zone in which business dates of the company are meant';

create table hub.audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  company_id smallint references hub.company (id),
  subject text not null,
  detail jsonb not null default '{}',
  remote_address text,
  trace_id text
);
comment on table hub.audit_entry is 'Who changed what, when, from where; rows are only ever added';
comment on column hub.audit_entry.detail is 'What was asked and what it changed, as named values';

create table hub.idempotency (
  client text not null,
  key text not null,
  operation text not null,
  request_hash uuid not null,
  answer jsonb not null,
  created_at timestamptz not null default now(),
  primary key (client, operation, key)
);
comment on table hub.idempotency is 'Answers already given, by the key that the client chose: the same request again gets the same answer';
comment on column hub.idempotency.request_hash is 'First 128 bits of SHA-256 of the request: another request under the same key is refused';
comment on column hub.idempotency.answer is 'The ids of the rows that the answer is made of';

create table hub.alert (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint references hub.company (id),
  code text not null,
  subject text not null,
  message text not null,
  raised_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  times integer not null default 1,
  ended_at timestamptz
);
create unique index alert_open on hub.alert (code, subject) where ended_at is null;
comment on table hub.alert is 'Things that a person of IT has to look at; one open row per code and subject';
