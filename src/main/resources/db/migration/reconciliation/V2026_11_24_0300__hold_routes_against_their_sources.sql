create table hub.reconciliation (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  stream_id smallint not null references hub.stream (id),
  source text not null,
  entity text not null,
  occasion text not null check (occasion in ('SCHEDULE', 'PERSON')),
  asked_by text,
  state text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'NOT_COMPARABLE')),
  step text check (step in ('READING', 'COMPARING', 'CONFIRMING', 'CHECKING')),
  message text,
  message_pt text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  compared_at timestamptz,
  ended_at timestamptz,
  rows_read bigint not null default 0,
  rows_checked bigint not null default 0,
  rows_expected bigint not null default 0,
  source_rows bigint not null default 0,
  hub_rows bigint not null default 0,
  differences bigint not null default 0,
  in_flight bigint not null default 0,
  unlisted bigint not null default 0,
  unchecked bigint not null default 0,
  node text,
  attempts integer not null default 0,
  lease_until timestamptz
);
create unique index reconciliation_open on hub.reconciliation (stream_id) where state in ('QUEUED', 'RUNNING');
create index reconciliation_latest on hub.reconciliation (stream_id, id desc);
comment on table hub.reconciliation is 'Each comparison of what a route has brought with all that its source has: counts and checksums by month, and the rows that differ';
comment on column hub.reconciliation.asked_by is 'Who asked for it; null where it was scheduled';
comment on column hub.reconciliation.compared_at is 'The moment of the hub that the source was compared with';
comment on column hub.reconciliation.rows_read is 'Rows that the source has shown so far';
comment on column hub.reconciliation.rows_checked is 'Records whose canonical rows have been looked at so far';
comment on column hub.reconciliation.rows_expected is 'Records that the hub held when it began: how far reading and checking are';
comment on column hub.reconciliation.in_flight is 'Rows that differed and were on their way';
comment on column hub.reconciliation.unlisted is 'Differences beyond the number that is listed';
comment on column hub.reconciliation.unchecked is 'Records outside of what the source shows that were too many to be looked up';
comment on column hub.reconciliation.lease_until is 'The instance that compares keeps this in the future; another one begins anew once it has passed';

create table hub.reconciliation_month (
  id bigint generated always as identity primary key,
  reconciliation_id bigint not null references hub.reconciliation (id) on delete cascade,
  month date,
  source_rows bigint not null,
  hub_rows bigint not null,
  source_checksum bigint not null,
  hub_checksum bigint not null,
  unique nulls not distinct (reconciliation_id, month)
);
comment on table hub.reconciliation_month is 'Rows of a month, by the business day of the row, as the source has them and as the hub has them';
comment on column hub.reconciliation_month.month is 'Its first day; null for rows that have no day';
comment on column hub.reconciliation_month.source_checksum is 'Of keys and contents, whatever their order';

create table hub.reconciliation_difference (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  reconciliation_id bigint not null references hub.reconciliation (id) on delete cascade,
  stream_id smallint not null references hub.stream (id),
  kind text not null check (kind in ('MISSING_HERE', 'MISSING_IN_SOURCE', 'DIFFERENT')),
  place text not null default 'RECORD' check (place in ('RECORD', 'CANONICAL')),
  reason text check (reason in ('QUARANTINED', 'NOT_MAPPED')),
  source_key text not null,
  target text,
  state text not null default 'PENDING' check (state in ('PENDING', 'OPEN', 'IN_FLIGHT', 'SEEN_AGAIN', 'HEALED')),
  first_seen_at timestamptz not null,
  healed_at timestamptz,
  source_month date,
  hub_month date,
  source_hash uuid,
  hub_hash uuid
);
create index reconciliation_difference_listed on hub.reconciliation_difference (reconciliation_id, id);
create index reconciliation_difference_open on hub.reconciliation_difference (stream_id) where state = 'OPEN';
comment on table hub.reconciliation_difference is 'Rows that are not the same at the source and in the hub, each time that they were compared';
comment on column hub.reconciliation_difference.target is 'The canonical table, where that is what differs';
comment on column hub.reconciliation_difference.first_seen_at is 'When a comparison first found it';
comment on column hub.reconciliation_difference.source_hash is 'Of the row at the source; null where it is not there';
comment on column hub.reconciliation_difference.hub_hash is 'Of the record in the inbox; null where it is not there';

create table hub.reconciliation_field (
  id bigint generated always as identity primary key,
  difference_id bigint not null references hub.reconciliation_difference (id) on delete cascade,
  field text not null,
  source_value text,
  hub_value text
);
create index reconciliation_field_listed on hub.reconciliation_field (difference_id, id);
comment on table hub.reconciliation_field is 'What differs of a row, in the words of the source';

create unlogged table hub.reconciliation_row (
  reconciliation bigint not null,
  ord bigint generated always as identity,
  source_key text not null,
  content_hash uuid,
  month date
);
comment on table hub.reconciliation_row is 'What the source has shown to a comparison that is under way; of no worth after a crash';
comment on column hub.reconciliation_row.content_hash is 'As the inbox computes it; null where the row was looked for and is not there';

create function hub.month_of(day text) returns date language sql immutable parallel safe as $$
  select case
    when day ~ '^\s*[12]\d{3}-?(0[1-9]|1[0-2])' then to_date(substring(translate(ltrim(day), '-', '') for 6), 'YYYYMM')
    when day ~ '^\s*\d{2}/(0[1-9]|1[0-2])/[12]\d{3}' then to_date(substring(ltrim(day) from 4 for 7), 'MM/YYYY')
  end
$$;
comment on function hub.month_of is 'The first day of the month of a day as sources write it, 2026-11-24, 20261124 or 24/11/2026; null where it is none';
