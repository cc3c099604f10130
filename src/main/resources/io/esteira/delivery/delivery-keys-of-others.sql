-- Rows of the source that are known to be another posting's: it was made here too, or was there before this one was posted.
with own as (
  select id, company_id, created_at from hub.posting where id = ?
)
select g.key
from own
join hub.posting_sighting g on g.company_id = own.company_id and g.source = ? and g.key = any(?) and g.posting_id <> own.id
join hub.posting t on t.id = g.posting_id
where t.origin = 'HUB' or g.first_seen_at < own.created_at - interval '1 minute'
union
select d.erp_key
from own
join hub.delivery d on d.company_id = own.company_id and d.target = ? and d.erp_key = any(?) and d.posting_id <> own.id
where d.kind = 'POSTING' and d.state in ('DELIVERED', 'PENDING_IN_ERP')
