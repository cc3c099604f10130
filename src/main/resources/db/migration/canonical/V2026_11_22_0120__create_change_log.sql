create table hub.source_ref (
  company_id smallint not null references hub.company (id),
  entity text not null,
  source text not null,
  key text not null,
  id bigint not null,
  primary key (company_id, entity, source, key)
);
comment on table hub.source_ref is 'Which canonical row a source means by a key; a thing known to several sources is one row with several keys';
comment on column hub.source_ref.entity is 'Name of the canonical table';
create index source_ref_row on hub.source_ref (entity, id);

create table hub.change_log (
  tx xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  at timestamptz not null default now(),
  entity text not null,
  row_id bigint not null,
  company_id smallint not null,
  kind "char" not null,
  inbox_id bigint,
  before jsonb,
  primary key (tx, seq)
);
comment on table hub.change_log is 'Every change of a canonical row in commit order; readers stay below pg_snapshot_xmin so that a late commit is never skipped';
comment on column hub.change_log.kind is 'I inserted, U updated, D marked deleted';
comment on column hub.change_log.inbox_id is 'The source record that caused it; null for changes by people and derived facts';
comment on column hub.change_log.before is 'The row as it was; null for I. What it became is the next entry''s before, or the row';
create index change_log_row on hub.change_log (entity, row_id);
