create view bi.fact_sales_order with (security_barrier, security_invoker = false) as
select
  t.id as sales_order_key,
  c.id as company_key,
  c.code as company,
  t.number as sales_order_number,
  t.invoice_type_id as invoice_type_key,
  t.customer,
  t.issued_on,
  t.planned_invoice_on,
  t.source_status,
  t.cancelled,
  t.commercial_block,
  t.credit_block,
  t.source,
  t.observed_at
from hub.bi_company c
join hub.sales_order t on t.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_sales_order is 'Customers'' orders (pedidos de venda), one row each';
comment on column bi.fact_sales_order.sales_order_key is 'Key of the sales order, for joins';
comment on column bi.fact_sales_order.company_key is 'Key of the company: dim_company';
comment on column bi.fact_sales_order.company is 'Code of the company';
comment on column bi.fact_sales_order.sales_order_number is 'The number that people use';
comment on column bi.fact_sales_order.invoice_type_key is 'Key of the kind of invoice: dim_invoice_type; null where the source names none';
comment on column bi.fact_sales_order.customer is 'The customer''s code; null where the source names none. Personal data (CUSTOMER) where the customer is a person';
comment on column bi.fact_sales_order.issued_on is 'Day of issue';
comment on column bi.fact_sales_order.planned_invoice_on is 'Day on which it is to be invoiced (previsão de faturamento); null while nobody has said';
comment on column bi.fact_sales_order.source_status is 'The source''s own code of the status';
comment on column bi.fact_sales_order.cancelled is 'It was cancelled as a whole';
comment on column bi.fact_sales_order.commercial_block is 'Sales holds it (bloqueio comercial)';
comment on column bi.fact_sales_order.credit_block is 'Credit control holds it (bloqueio de crédito)';
comment on column bi.fact_sales_order.source is 'The source that the order was first read from';
comment on column bi.fact_sales_order.observed_at is 'When the hub last saw it at its source';

create view bi.fact_sales_order_line with (security_barrier, security_invoker = false) as
select
  t.id as sales_order_line_key,
  c.id as company_key,
  c.code as company,
  t.order_id as sales_order_key,
  t.item_id as item_key,
  o.issued_on,
  o.planned_invoice_on,
  t.ordered,
  t.invoiced,
  t.cancelled,
  greatest(0, t.ordered - t.invoiced - t.cancelled) as open
from hub.bi_company c
join hub.sales_order_line t on t.company_id = c.id
left join hub.sales_order o on o.id = t.order_id and o.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_sales_order_line is 'Products of customers'' orders (itens de pedido), one row for each line';
comment on column bi.fact_sales_order_line.sales_order_line_key is 'Key of the line';
comment on column bi.fact_sales_order_line.company_key is 'Key of the company: dim_company';
comment on column bi.fact_sales_order_line.company is 'Code of the company';
comment on column bi.fact_sales_order_line.sales_order_key is 'Key of the sales order: fact_sales_order';
comment on column bi.fact_sales_order_line.item_key is 'Key of the item: dim_item';
comment on column bi.fact_sales_order_line.issued_on is 'Day of issue of its order';
comment on column bi.fact_sales_order_line.planned_invoice_on is 'Day on which its order is to be invoiced';
comment on column bi.fact_sales_order_line.ordered is 'Quantity ordered';
comment on column bi.fact_sales_order_line.invoiced is 'Quantity of these that was invoiced';
comment on column bi.fact_sales_order_line.cancelled is 'Quantity of these that was cancelled';
comment on column bi.fact_sales_order_line.open is 'What is left of the quantity ordered';

create view bi.fact_lot_forecast with (security_barrier, security_invoker = false) as
select
  t.id as lot_forecast_key,
  c.id as company_key,
  c.code as company,
  t.lot_id as lot_key,
  t.style_id as style_key,
  t.item_id as item_key,
  t.size,
  t.color,
  t.pieces
from hub.bi_company c
join hub.lot_forecast t on t.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_lot_forecast is 'Pieces that lots are to bring (previsão), one row for each size and colour of a style';
comment on column bi.fact_lot_forecast.lot_forecast_key is 'Key of the forecast';
comment on column bi.fact_lot_forecast.company_key is 'Key of the company: dim_company';
comment on column bi.fact_lot_forecast.company is 'Code of the company';
comment on column bi.fact_lot_forecast.lot_key is 'Key of the lot: dim_lot';
comment on column bi.fact_lot_forecast.style_key is 'Key of the style: dim_item';
comment on column bi.fact_lot_forecast.item_key is 'Key of the item: dim_item, the product of that size and colour; null while the source has none';
comment on column bi.fact_lot_forecast.size is 'Size (tamanho)';
comment on column bi.fact_lot_forecast.color is 'Colour (cor)';
comment on column bi.fact_lot_forecast.pieces is 'Pieces';
