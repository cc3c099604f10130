create table hub.production_order (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  source_key text not null,
  number text not null,
  item_id bigint not null references hub.item (id),
  status text not null,
  reported_status text not null,
  source_status text not null,
  quantity numeric,
  reported_quantity numeric,
  unit text,
  lot text,
  type text,
  priority text,
  routing text,
  current_sequence integer,
  current_phase_id bigint references hub.phase (id),
  opened_on date,
  planned_start date,
  planned_end date,
  ended_on date,
  posting_blocked boolean not null,
  good_in_erp numeric not null default 0,
  good_pending numeric not null default 0,
  scrap_in_erp numeric not null default 0,
  scrap_pending numeric not null default 0,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (company_id, number)
);
create index production_order_item on hub.production_order (item_id);
create index production_order_open on hub.production_order (company_id, planned_end) where status <> 'CLOSED';
comment on table hub.production_order is 'Production orders (OP) of all sources';
comment on column hub.production_order.reported_status is 'What the source says; status refines it by what was posted';
comment on column hub.production_order.reported_quantity is 'Ordered quantity by the header; null where the lines give it';
comment on column hub.production_order.quantity is 'Ordered: the header''s, else the sum of the lines; null until known';
comment on column hub.production_order.good_in_erp is 'Good quantity of the last step that the ERP holds';
comment on column hub.production_order.good_pending is 'Good quantity of the last step on its way to the ERP, less reversals on their way';
comment on column hub.production_order.scrap_in_erp is 'Scrap of all steps that the ERP holds';

create table hub.order_line (
  id bigint generated always as identity primary key,
  public_id uuid not null,
  company_id smallint not null references hub.company (id),
  source text not null,
  order_id bigint not null references hub.production_order (id),
  line_key text not null,
  item_id bigint references hub.item (id),
  size text,
  color text,
  planned numeric not null,
  good numeric,
  second_quality numeric,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (order_id, line_key)
);
comment on table hub.order_line is 'Sizes and colours of an order';
comment on column hub.order_line.good is 'First-quality pieces that the source counts; null when it has not counted yet';

create table hub.order_step (
  id bigint generated always as identity primary key,
  public_id uuid not null,
  company_id smallint not null references hub.company (id),
  source text not null,
  order_id bigint not null references hub.production_order (id),
  sequence integer not null,
  operation text not null,
  phase_id bigint references hub.phase (id),
  description text,
  equipment text,
  status text not null default 'WAITING',
  good_in_erp numeric not null default 0,
  good_pending numeric not null default 0,
  scrap_in_erp numeric not null default 0,
  scrap_pending numeric not null default 0,
  rework_in_erp numeric not null default 0,
  rework_pending numeric not null default 0,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (order_id, sequence)
);
comment on table hub.order_step is 'Steps of an order: its own routing, or its item''s';
comment on column hub.order_step.status is 'WAITING, IN_PROGRESS, COMPLETED';
comment on column hub.order_step.good_pending is 'On its way to the ERP, less reversals on their way';
