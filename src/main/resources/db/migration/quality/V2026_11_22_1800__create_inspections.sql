create table hub.inspection (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  source_key text not null,
  order_id bigint references hub.production_order (id),
  item_id bigint not null references hub.item (id),
  operation text,
  operation_name text,
  equipment text,
  lot text,
  serial_number text,
  lot_size numeric,
  unit text,
  created_on date,
  produced_on date,
  revision text,
  status text not null,
  source_status text not null,
  verdict text,
  source_verdict text,
  customer text,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (company_id, source_key)
);
create index inspection_order on hub.inspection (order_id);
create index inspection_item on hub.inspection (item_id);
create index inspection_open on hub.inspection (company_id, created_on) where status in ('NOT_STARTED', 'IN_PROGRESS', 'PENDING');
comment on table hub.inspection is 'Inspections (inspeções) of what orders make: one row per inspection, and per operation where the source tells them apart';
comment on column hub.inspection.source_key is 'The source''s key, the table''s name first, so that no two sources share one';
comment on column hub.inspection.operation is 'In the words of quality, which need not be those of the routing; null where the inspection is of the whole order';
comment on column hub.inspection.status is 'NOT_STARTED, IN_PROGRESS, PENDING (open, the source does not tell more), APPROVED, REJECTED, OTHER (source_status says which)';
comment on column hub.inspection.verdict is 'APPROVED, REJECTED, OTHER (source_verdict says which); null while nothing is decided';
