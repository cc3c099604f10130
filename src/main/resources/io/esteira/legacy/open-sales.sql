-- Customers' orders of a product that count for a plan, as target-base.sql counts them, and of which something is open.
select o.number, i.code as item, o.issued_on, o.planned_invoice_on, t.code as invoice_type, o.customer, l.ordered, l.invoiced, l.cancelled,
       l.ordered - l.invoiced - l.cancelled as open
from hub.plan p
join hub.plan_invoice_type k on k.plan_id = p.id
join hub.invoice_type t on t.id = k.invoice_type_id
join hub.sales_order o
  on o.company_id = p.company_id and o.invoice_type_id = t.id and o.planned_invoice_on between p.invoice_from and p.invoice_to
  and not o.cancelled and not o.commercial_block and not o.credit_block and o.deleted_at is null
join hub.sales_order_line l on l.order_id = o.id and l.deleted_at is null
join hub.item i on i.id = l.item_id
where p.public_id = :plan and i.code = :item and l.ordered - l.invoiced - l.cancelled > 0
order by o.planned_invoice_on, o.number
limit 50001
