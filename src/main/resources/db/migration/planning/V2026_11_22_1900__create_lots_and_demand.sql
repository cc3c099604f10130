create table hub.lot (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  code text not null,
  description text not null,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (company_id, code)
);
comment on table hub.lot is 'Lots (lotes) that forecasts and orders belong to; a code says nothing by itself';

create table hub.lot_forecast (
  id bigint generated always as identity primary key,
  public_id uuid not null,
  company_id smallint not null references hub.company (id),
  source text not null,
  lot_id bigint not null references hub.lot (id),
  line_key text not null,
  style_id bigint not null references hub.item (id),
  item_id bigint references hub.item (id),
  size text,
  color text,
  pieces numeric not null,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (lot_id, line_key)
);
create index lot_forecast_style on hub.lot_forecast (style_id);
create index lot_forecast_item on hub.lot_forecast (item_id);
comment on table hub.lot_forecast is 'Pieces that a lot is to bring (previsão), by size and colour of a style';
comment on column hub.lot_forecast.item_id is 'The product of that size and colour; null while the source has none';

create table hub.collection (
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
comment on table hub.collection is 'Collections (coleções) that styles are designed for';

create table hub.invoice_type (
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
comment on table hub.invoice_type is 'Kinds of invoices (tipos de nota) by which sales orders are told apart';

create table hub.sales_order (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  number text not null,
  invoice_type_id bigint references hub.invoice_type (id),
  customer text,
  issued_on date not null,
  planned_invoice_on date,
  source_status text not null,
  cancelled boolean not null,
  commercial_block boolean not null,
  credit_block boolean not null,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (company_id, number)
);
create index sales_order_planned on hub.sales_order (company_id, planned_invoice_on);
create index sales_order_type on hub.sales_order (invoice_type_id);
comment on table hub.sales_order is 'Orders of customers (pedidos)';
comment on column hub.sales_order.planned_invoice_on is 'Day on which it is to be invoiced (previsão de faturamento)';

create table hub.sales_order_line (
  id bigint generated always as identity primary key,
  public_id uuid not null,
  company_id smallint not null references hub.company (id),
  source text not null,
  order_id bigint not null references hub.sales_order (id),
  line_key text not null,
  item_id bigint not null references hub.item (id),
  ordered numeric not null,
  invoiced numeric not null,
  cancelled numeric not null,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (order_id, line_key)
);
create index sales_order_line_item on hub.sales_order_line (item_id);
comment on table hub.sales_order_line is 'Products of customers'' orders; a product may be in several lines of one order';
comment on column hub.sales_order_line.invoiced is 'Of what was ordered';
