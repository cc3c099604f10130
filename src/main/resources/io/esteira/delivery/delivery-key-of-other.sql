-- Postings that a row of the source is known to be, or whose loss it is. One that was only read of the source, of the same order,
-- is none: the delivery's takes its row over.
select t.public_id
from hub.delivery own
join hub.delivery d
  on d.company_id = own.company_id and d.target = own.target and d.erp_key = ? and d.kind = 'POSTING' and d.id <> own.id
join hub.posting t on t.id = d.posting_id
where own.id = ?
union all
select t.public_id
from hub.delivery own
join hub.posting_sighting g on g.company_id = own.company_id and g.source = own.target and g.key = ?
join hub.posting t on t.id = g.posting_id and t.id <> own.posting_id and (t.origin = 'HUB' or t.order_id <> own.order_id)
where own.id = ?
limit 1
