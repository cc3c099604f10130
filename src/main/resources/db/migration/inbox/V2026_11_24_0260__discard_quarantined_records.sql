-- A discarded record is still held: it is known as it was discarded, and only another version of it opens it again.
alter table hub.quarantine
  add column discarded_at timestamptz,
  add column discard_reason text,
  add column discarded_batch bigint,
  add check (state <> 'DISCARDED' or (discarded_at is not null and discard_reason is not null and ended_by is not null));
comment on column hub.quarantine.discard_reason is 'Why a person discarded it';
comment on column hub.quarantine.discarded_batch is 'The version of the record that was discarded: the batch that had brought it; null where no inbox record holds it';
drop index hub.quarantine_open;
create unique index quarantine_held on hub.quarantine (company_id, source, entity, source_key) where state in ('OPEN', 'WAITING', 'DISCARDED');
