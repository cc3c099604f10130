select o.id
from hub.posting t
join hub.production_order o on o.id = t.order_id
where t.public_id = ? and t.company_id = any(?) and t.deleted_at is null
for no key update of o;
select t.id, t.company_id, t.order_id, t.order_id as turn_id, t.state, t.in_erp, t.reversal_requested_at is not null as requested, o.source as target
from hub.posting t
join hub.production_order o on o.id = t.order_id
where t.public_id = ? and t.company_id = any(?) and t.deleted_at is null
