create table hub.bill_of_material_line (
  id bigint generated always as identity primary key,
  public_id uuid not null,
  company_id smallint not null references hub.company (id),
  source text not null,
  item_id bigint not null references hub.item (id),
  component_id bigint not null references hub.item (id),
  quantity numeric not null,
  class text,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (item_id, component_id)
);
create index bill_of_material_line_component on hub.bill_of_material_line (component_id);
comment on table hub.bill_of_material_line is 'What products consume of components, for one piece of the product';
comment on column hub.bill_of_material_line.class is 'What kind of component it is, by the source''s code';

alter table hub.production_order add lot_code text;
create index production_order_lot on hub.production_order (company_id, lot_code);
comment on column hub.production_order.lot is 'What people call the lot';
comment on column hub.production_order.lot_code is 'Code of the lot; null where the source has none';
