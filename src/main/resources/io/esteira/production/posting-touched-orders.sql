-- Orders whose totals may have moved in this transaction. A new order without postings has none.
with logged as (
  select entity, row_id, kind, before from hub.change_log where tx = pg_current_xact_id()
),
touched as (
  select t.order_id from logged l join hub.posting t on t.id = l.row_id where l.entity = 'posting'
  union
  select (l.before ->> 'order_id')::bigint from logged l where l.entity = 'posting' and l.before is not null
  union
  select s.order_id from logged l join hub.order_step s on s.id = l.row_id where l.entity = 'order_step'
  union
  select l.row_id from logged l where l.entity = 'production_order' and l.kind <> 'I'
)
select o.id
from hub.production_order o
where o.id in (select order_id from touched)
  and (exists (select 1 from hub.posting t where t.order_id = o.id) or o.status <> o.reported_status)
order by o.id
for no key update
