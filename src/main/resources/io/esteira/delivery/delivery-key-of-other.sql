-- Postings or stops that a row of the source is known to be, or whose loss it is. One that was only read of the source, of the same
-- order or machine, is none: the delivery's takes its row over.
select t.public_id
from hub.delivery own
join hub.delivery d
  on d.company_id = own.company_id and d.target = own.target and d.erp_key = ? and d.kind = '%2$s' and d.id <> own.id
join hub.%1$s t on t.id = d.%1$s_id
where own.id = ?
union all
select t.public_id
from hub.delivery own
join hub.%1$s_sighting g on g.company_id = own.company_id and g.source = own.target and g.key = ?
join hub.%1$s t on t.id = g.%1$s_id and t.id <> own.%1$s_id and (t.origin = 'HUB' or t.%3$s <> own.%3$s)
where own.id = ?
limit 1
