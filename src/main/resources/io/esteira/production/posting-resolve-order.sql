update posting_in p
set order_id = coalesce(
  (select r.id
   from hub.source_ref r
   where r.company_id = :company and r.entity = 'production_order' and r.source = :source and r.key = p.order_key),
  (select o.id
   from hub.production_order o
   where o.company_id = :company and o.number = p.order_number and o.deleted_at is null))
