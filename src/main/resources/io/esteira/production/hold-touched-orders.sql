-- Orders touched in this transaction, or following a routing that was, held from here on: of two transactions that change the same order,
-- such as its steps and its lines, the second computes its facts when it sees what the first has written, and nobody posts meanwhile.
with touched as (
  select l.row_id as id from hub.change_log l
   where l.tx = pg_current_xact_id() and l.entity = 'production_order'
  union
  select n.order_id from hub.change_log l join hub.order_line n on n.id = l.row_id
   where l.tx = pg_current_xact_id() and l.entity = 'order_line'
  union
  select s.order_id from hub.change_log l join hub.order_step s on s.id = l.row_id
   where l.tx = pg_current_xact_id() and l.entity = 'order_step'
  union
  select f.id
    from hub.change_log l
    join hub.routing_step r on r.id = l.row_id
    join hub.production_order f on f.item_id = r.item_id and f.routing = r.routing and f.reported_status <> 'CLOSED'
   where l.tx = pg_current_xact_id() and l.entity = 'routing_step'
)
select o.id
  from hub.production_order o
 where o.id in (select id from touched)
 order by o.id
   for no key update
