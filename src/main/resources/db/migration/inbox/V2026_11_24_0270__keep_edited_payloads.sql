create table hub.payload_edit (
  id bigint generated always as identity primary key,
  entry_id bigint not null references hub.quarantine (id) on delete cascade,
  record_id bigint not null references hub.inbox_record (id) on delete cascade,
  batch_id bigint not null,
  payload bytea not null,
  changes jsonb not null,
  reason text not null,
  edited_by text not null,
  edited_at timestamptz not null default now()
);
create index payload_edit_record on hub.payload_edit (record_id, batch_id, id);
create index payload_edit_entry on hub.payload_edit (entry_id);
comment on table hub.payload_edit is 'Copies of records that people have corrected in the quarantine; what came from the source stays as it came in inbox_record';
comment on column hub.payload_edit.batch_id is 'The version of the record that was corrected: the batch that had brought it; the copy counts no more once another one has';
comment on column hub.payload_edit.changes is 'What differs from what was mapped before, as [{"path": JSON Pointer, "before": JSON or null, "after": JSON or null}]';

create function hub.edited_payload(in_record bigint, in_batch bigint) returns bytea language sql stable as $$
  select e.payload from hub.payload_edit e where e.record_id = in_record and e.batch_id = in_batch order by e.id desc limit 1
$$;
comment on function hub.edited_payload is 'What is mapped instead of a version of a record, the copy that was corrected last; null where nobody has corrected it';

create function hub.payload_version(in_record bigint) returns text language sql stable as $$
  select r.batch_id || '.' || coalesce((select max(e.id) from hub.payload_edit e where e.record_id = r.id), 0)
    from hub.inbox_record r where r.id = in_record
$$;
comment on function hub.payload_version is 'Another text with each version of a record that its source brings, and with each correction';
