-- Since when orders stand where they are, and since when their mother (suffix -001 of the same six characters) is in production.
select o.number, s.description as style_name, e.entered_on, m.started_on
from hub.production_order o
join hub.item i on i.id = o.item_id
join hub.item s on s.id = coalesce(i.style_id, i.id)
cross join lateral (
  select coalesce(o.current_sequence, (
    select min(x.sequence) from hub.order_step x where x.order_id = o.id and x.status <> 'COMPLETED' and x.deleted_at is null)) as sequence
) c
cross join lateral (
  select max(t.posted_on) as entered_on
  from hub.posting t
  join hub.order_step x on x.id = t.step_id
  where t.order_id = o.id and x.sequence < c.sequence and t.state = 'ACCEPTED' and t.deleted_at is null
) e
cross join lateral (
  select min(t.posted_on) as started_on
  from hub.production_order p
  join hub.posting t on t.order_id = p.id and t.state = 'ACCEPTED' and t.deleted_at is null
  where p.company_id = o.company_id and p.number = left(o.number, 6) || '-001'
) m
where o.company_id = :company and o.number = any (:numbers::text[])
