create table hub.posting (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  order_id bigint not null references hub.production_order (id),
  step_id bigint not null references hub.order_step (id),
  posted_on date not null,
  started_at timestamptz,
  ended_at timestamptz,
  good numeric not null,
  scrap numeric not null,
  rework numeric not null,
  completes boolean not null,
  operator text,
  equipment text,
  note text,
  origin text not null,
  state text not null default 'ACCEPTED',
  in_erp boolean not null,
  reference text unique,
  reversal_reason text,
  reversal_requested_by text,
  reversal_requested_at timestamptz,
  reversed_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  check (good >= 0 and scrap >= 0 and rework >= 0)
);
create index posting_order on hub.posting (order_id, step_id);
create index posting_day on hub.posting (company_id, posted_on);
comment on table hub.posting is 'Postings (apontamentos): one row per fact, however many ways it was seen';
comment on column hub.posting.origin is 'HUB posted here, PUSH sent by an ERP, ERP read from it';
comment on column hub.posting.state is 'ACCEPTED or REVERSED';
comment on column hub.posting.in_erp is 'The ERP holds it: seen there, or delivered and confirmed';
comment on column hub.posting.reference is 'Nine characters of base 32 that a delivery carries into the ERP; null for postings made there';
comment on column hub.posting.reversal_requested_at is 'A reversal is on its way to the ERP; the posting counts as negative pending until it is there';

create table hub.posting_scrap (
  posting_id bigint not null references hub.posting (id),
  reason text not null,
  quantity numeric not null check (quantity > 0),
  primary key (posting_id, reason)
);
comment on table hub.posting_scrap is 'Scrap of a posting by reason; the reasons add up to the posting''s scrap';

create table hub.posting_sighting (
  id bigint generated always as identity primary key,
  posting_id bigint not null references hub.posting (id),
  company_id smallint not null references hub.company (id),
  source text not null,
  key text not null,
  how text not null,
  reversed boolean not null default false,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  inbox_id bigint,
  gone_at timestamptz,
  unique (company_id, source, key)
);
create index posting_sighting_posting on hub.posting_sighting (posting_id);
comment on table hub.posting_sighting is 'The ERP rows in which a posting was seen';
comment on column hub.posting_sighting.how is 'POLL read from the ERP, PUSH sent by it';
