create table hub.equipment (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  code text not null,
  name text not null,
  status text not null default '',
  product_code text,
  last_at timestamptz,
  last_good bigint,
  last_bad bigint,
  unique (company_id, source, code)
);
comment on table hub.equipment is 'Machines that count pieces, and where the sequence of their counters stands';
comment on column hub.equipment.code is 'The machine''s code at the source';
comment on column hub.equipment.status is 'Its state in the source''s words; blank when unknown';
comment on column hub.equipment.product_code is 'What it was making by its newest reading; null, as the other counter columns, before the first';
comment on column hub.equipment.last_at is 'The machine''s own stamp of its newest reading; an older or equal stamp adds nothing';
comment on column hub.equipment.last_good is 'Good pieces that the newest reading showed; the counter restarts with the product or the machine';
comment on column hub.equipment.last_bad is 'Rejected pieces that the newest reading showed';

create table hub.machine_count (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  equipment_id bigint not null references hub.equipment (id),
  product_code text not null,
  item_id bigint references hub.item (id),
  good numeric(18, 0) not null,
  bad numeric(18, 0) not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  unique (equipment_id, product_code)
);
create index machine_count_product on hub.machine_count (company_id, product_code);
create index machine_count_item on hub.machine_count (item_id);
comment on table hub.machine_count is 'Pieces that a machine has counted of a product since the hub listens to it';
comment on column hub.machine_count.product_code is 'The product in the machine''s words';
comment on column hub.machine_count.item_id is 'The item of the same company with that code; null until there is one';
comment on column hub.machine_count.good is 'What the good counter has added up to; falls when a piece is moved from good to rejected';
comment on column hub.machine_count.first_at is 'Stamp of the first reading of this product, which itself may add nothing';
comment on column hub.machine_count.last_at is 'Stamp of the reading that changed the count last';

create table hub.counter_reading (
  equipment_id bigint not null references hub.equipment (id),
  at timestamptz not null,
  product_code text not null,
  good bigint not null,
  bad bigint not null,
  good_delta bigint not null,
  bad_delta bigint not null,
  kind text not null,
  received_at timestamptz not null default now(),
  primary key (equipment_id, at, product_code, good, bad)
) partition by range (at);
comment on table hub.counter_reading is 'Readings as the machines sent them, each once, and what each added; one partition per month (UTC)';
comment on column hub.counter_reading.at is 'The machine''s own stamp';
comment on column hub.counter_reading.good is 'The cumulative counter that the machine showed';
comment on column hub.counter_reading.kind is 'FIRST, COUNT, LATE, RESTART or PRODUCT_CHANGE; a DUPLICATE is not stored again';

create table hub.counter_reading_default partition of hub.counter_reading default;
comment on table hub.counter_reading_default is 'Readings of months that have no partition yet; they move when it is made';
