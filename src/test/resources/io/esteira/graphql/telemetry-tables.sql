create table if not exists hub.equipment (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  code text not null,
  name text,
  status text,
  product_code text,
  last_at timestamptz
);
create table if not exists hub.machine_count (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  equipment_id bigint not null references hub.equipment (id),
  product_code text not null,
  item_id bigint references hub.item (id),
  good numeric not null,
  bad numeric not null,
  first_at timestamptz,
  last_at timestamptz
);
