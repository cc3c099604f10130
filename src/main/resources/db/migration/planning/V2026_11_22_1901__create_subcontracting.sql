create table hub.subcontractor (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  code text not null,
  name text not null,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (company_id, code)
);
comment on table hub.subcontractor is 'Other firms that work on orders (faccionistas)';

create table hub.subcontract_shipment (
  id bigint generated always as identity primary key,
  public_id uuid not null,
  company_id smallint not null references hub.company (id),
  source text not null,
  order_id bigint not null references hub.production_order (id),
  shipment_key text not null,
  subcontractor_id bigint not null references hub.subcontractor (id),
  phase_id bigint references hub.phase (id),
  number text not null,
  pieces numeric not null,
  open boolean not null,
  released_on date,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (order_id, shipment_key)
);
create index subcontract_shipment_subcontractor on hub.subcontract_shipment (subcontractor_id);
create index subcontract_shipment_open on hub.subcontract_shipment (company_id) where open;
comment on table hub.subcontract_shipment is 'Pieces of orders handed to subcontractors (remessas)';
comment on column hub.subcontract_shipment.open is 'The subcontractor still has them';

create table hub.subcontract_note (
  id bigint generated always as identity primary key,
  public_id uuid not null,
  company_id smallint not null references hub.company (id),
  source text not null,
  order_id bigint not null references hub.production_order (id),
  note_key text not null,
  subcontractor_id bigint not null references hub.subcontractor (id),
  phase_id bigint not null references hub.phase (id),
  direction text not null check (direction in ('SENT', 'RETURNED')),
  day date not null,
  pieces numeric not null,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (order_id, note_key)
);
create index subcontract_note_subcontractor on hub.subcontract_note (subcontractor_id, day);
create index subcontract_note_day on hub.subcontract_note (company_id, day);
comment on table hub.subcontract_note is 'Pieces of orders that went to subcontractors or came back, by fiscal documents';
comment on column hub.subcontract_note.day is 'Of the document for what was sent, of arrival for what came back';
