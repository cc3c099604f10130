create table hub.source_capability (
  id bigint generated always as identity primary key,
  -- The same thing of the same source keeps its id through all diagnoses.
  public_id uuid not null unique generated always as (md5('capability|' || source || '|' || subject)::uuid) stored,
  company_id smallint references hub.company (id),
  source text not null,
  subject text not null,
  sequence integer not null,
  verdict text not null,
  message text not null,
  message_pt text not null,
  row_count bigint,
  took_millis bigint,
  checked_at timestamptz not null,
  unique (source, subject)
);
comment on table hub.source_capability is 'What the last diagnosis of each source found';
comment on column hub.source_capability.company_id is 'Null: the diagnosis is of the whole source';
