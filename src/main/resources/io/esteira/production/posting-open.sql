insert into hub.idempotency (client, operation, key, request_hash, answer)
values (?, 'postProduction', ?, ?, jsonb_build_object('posting', ?::text))
on conflict do nothing;
select %1$s
from hub.production_order o
join hub.item i on i.id = o.item_id
where o.company_id = ? and o.%3$s = ? and o.deleted_at is null
for no key update of o;
select %2$s
from hub.production_order o
join hub.order_step s on s.order_id = o.id
left join hub.phase f on f.id = s.phase_id
where o.company_id = ? and o.%3$s = ? and s.deleted_at is null
order by s.sequence
