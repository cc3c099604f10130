-- The hub's own posting come back: by the reference that it carried, else by the key that the ERP answered. A second live row
-- of the same reference is a fact of its own: the ERP holds it twice.
with candidate as (
  select distinct on (p.n) p.n, coalesce(p.referenced_id, d.posting_id) as posting_id
  from posting_in p
  left join hub.delivery d
    on d.company_id = :company and d.target = :source and d.erp_key = p.key and d.kind = 'POSTING'
      and d.loss_reason is null and d.order_id = p.order_id
  where p.posting_id is null and not p.gone and coalesce(p.referenced_id, d.posting_id) is not null
  order by p.n, d.id
),
first as (
  select c.posting_id, min(c.n) as n
  from candidate c
  where not exists (
    select 1
    from hub.posting_sighting g
    left join posting_in q on q.key = g.key
    where g.posting_id = c.posting_id and g.source = :source and g.company_id = :company
      and not g.reversed and g.gone_at is null
      and not coalesce(q.gone or q.reversed, false))
  group by c.posting_id
)
update posting_in p
set posting_id = f.posting_id, matched = 'REFERENCE'
from first f
where f.n = p.n
