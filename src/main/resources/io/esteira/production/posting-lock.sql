-- Whoever changes postings of an order holds its row, taken in order of id: push, poll and delivery of one fact take turns.
select o.id
from hub.production_order o
where o.id in (
  select p.order_id from posting_in p where p.order_id is not null
  union
  select t.order_id
  from posting_in p
  join hub.posting_sighting g on g.company_id = :company and g.source = :source and g.key = p.key
  join hub.posting t on t.id = g.posting_id
  union
  select t.order_id
  from posting_in p
  join hub.posting t on t.id = p.referenced_id)
order by o.id
for no key update
