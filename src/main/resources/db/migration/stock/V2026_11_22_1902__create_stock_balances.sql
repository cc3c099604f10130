create table hub.stock_balance (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  item_id bigint not null references hub.item (id),
  balance_key text not null,
  class text not null,
  quantity numeric not null,
  reserved numeric,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (item_id, balance_key)
);
create index stock_balance_class on hub.stock_balance (company_id, class);
comment on table hub.stock_balance is 'What there is of items, a row for each that their sources keep';
comment on column hub.stock_balance.balance_key is 'The source''s key: sources may tell balances of an item and class further apart';
comment on column hub.stock_balance.class is 'Kind of stock (natureza) by the source''s code';
comment on column hub.stock_balance.quantity is 'Negative where the source has booked more out than in';
comment on column hub.stock_balance.reserved is 'Of the quantity; null where the source does not tell';
