alter table hub.alert
  add column message_pt text,
  add column instance text,
  add column acknowledged_at timestamptz,
  add column acknowledged_by text,
  add column note text,
  add check ((acknowledged_at is null) = (acknowledged_by is null));
update hub.alert set message_pt = message;
alter table hub.alert alter column message_pt set not null;
create index alert_of_instance on hub.alert (last_seen_at) where ended_at is null and instance is not null;
comment on column hub.alert.message is 'What happened, in English';
comment on column hub.alert.message_pt is 'What happened, in Portuguese';
comment on column hub.alert.instance is 'Process and machine of the hub that it concerns; null: whichever runs';
comment on column hub.alert.acknowledged_at is 'A person has taken it up; it stays open until what it tells of is over';
comment on column hub.alert.note is 'What that person wrote';

create table hub.alert_notice (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  alert_id bigint not null references hub.alert (id) on delete cascade,
  channel text not null check (channel in ('WEBHOOK', 'EMAIL')),
  event text not null check (event in ('RAISED', 'ENDED')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  lease_until timestamptz,
  sent_at timestamptz,
  given_up_at timestamptz,
  error text,
  created_at timestamptz not null default now(),
  unique (alert_id, channel, event)
);
create index alert_notice_due on hub.alert_notice (channel, next_at) where sent_at is null and given_up_at is null;
comment on table hub.alert_notice is 'What is told outside of the hub of an alert: once when it is raised, once when it ends, by each channel';
comment on column hub.alert_notice.lease_until is 'An instance is sending it until then';
comment on column hub.alert_notice.given_up_at is 'It could not be sent for a day';
create index quarantine_since on hub.quarantine (created_at) where state = 'OPEN';
create index alert_subject on hub.alert (code, subject, ended_at);
