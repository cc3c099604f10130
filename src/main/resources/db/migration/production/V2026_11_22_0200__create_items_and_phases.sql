create table hub.item (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  code text not null,
  description text not null,
  kind text not null,
  style_id bigint references hub.item (id),
  size text,
  color text,
  unit text,
  active boolean not null,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (company_id, code)
);
create index item_style on hub.item (style_id);
comment on table hub.item is 'Items: styles, the products made of them, components, materials';

create table hub.phase (
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
comment on table hub.phase is 'Phases (fases): sectors or work centres that do similar work';

create table hub.routing_step (
  id bigint generated always as identity primary key,
  public_id uuid not null,
  company_id smallint not null references hub.company (id),
  source text not null,
  item_id bigint not null references hub.item (id),
  routing text not null,
  sequence integer not null,
  operation text not null,
  phase_id bigint references hub.phase (id),
  description text,
  equipment text,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (item_id, routing, operation)
);
comment on table hub.routing_step is 'Routing of an item, where the source keeps it with the item; copied into its orders';
