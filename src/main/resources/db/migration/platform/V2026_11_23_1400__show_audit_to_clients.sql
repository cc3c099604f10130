alter table hub.audit_entry add column public_id uuid not null default gen_random_uuid();
create unique index audit_entry_public_id on hub.audit_entry (public_id);
-- Rows are only ever added, in the order of time: ranges of blocks are enough to find days.
create index audit_entry_at on hub.audit_entry using brin (at);
