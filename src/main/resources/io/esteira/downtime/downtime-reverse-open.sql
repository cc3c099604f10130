select hub.hold_machine(t.equipment_id)
from hub.downtime t
where t.public_id = ? and t.company_id = any(?) and t.deleted_at is null;
select t.id, t.company_id, t.order_id, t.equipment_id as turn_id, t.state, t.in_erp, t.reversal_requested_at is not null as requested,
       coalesce((select d.target from hub.delivery d where d.downtime_id = t.id and d.kind = 'DOWNTIME'), t.created_by) as target
from hub.downtime t
where t.public_id = ? and t.company_id = any(?) and t.deleted_at is null
for no key update of t
