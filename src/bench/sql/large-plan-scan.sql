-- Reads each row once that the plan's targets are made of, and adds up what it holds: no netting, no routing, nothing kept.
with big as materialized (
  select id as company_id from hub.company where code = 'GRANDE'
)
select (select sum(f.pieces) from hub.lot_forecast f where f.company_id = b.company_id),
       (select sum(l.ordered - l.invoiced - l.cancelled) from hub.sales_order o join hub.sales_order_line l on l.order_id = o.id
         where o.company_id = b.company_id),
       (select sum(s.quantity) from hub.stock_balance s where s.company_id = b.company_id),
       (select count(i.description) from hub.item i where i.company_id = b.company_id),
       (select count(r.phase_id) from hub.routing_step r where r.company_id = b.company_id),
       (select sum(coalesce(l.good, l.planned)) from hub.production_order o join hub.order_line l on l.order_id = o.id
         where o.company_id = b.company_id),
       (select count(s.phase_id) from hub.production_order o join hub.order_step s on s.order_id = o.id
         where o.company_id = b.company_id and s.sequence >= o.current_sequence),
       (select sum(p.good) from hub.posting p where p.company_id = b.company_id)
from big b
