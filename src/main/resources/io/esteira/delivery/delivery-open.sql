-- The order or the machine, then all positions of the delivery, in order of id: a claim passes over what is locked, so that none of
-- them is sent while a person decides about one.
select o.id
from hub.delivery d
join hub.production_order o on o.id = d.order_id
where d.public_id = ? and d.company_id = any(?)
for no key update of o;
select hub.hold_machine(d.equipment_id)
from hub.delivery d
where d.public_id = ? and d.company_id = any(?) and d.equipment_id is not null;
select d.id
from hub.delivery d
where d.id = any(array(
  select e.id
  from hub.delivery c
  join hub.delivery e on (e.posting_id, e.kind) = (c.posting_id, c.kind)
  where c.public_id = ? and c.company_id = any(?)
  union all
  select c.id from hub.delivery c where c.public_id = ? and c.company_id = any(?) and c.downtime_id is not null))
order by d.id
for no key update;
select d.id, d.public_id, d.company_id, d.posting_id, d.order_id, d.downtime_id, d.equipment_id, d.kind, d.target, d.state, d.reference,
       d.reason_code, d.absent_reads, d.loss_reason,
       coalesce((select t.state = 'REVERSED' from hub.posting t where t.id = d.posting_id),
                (select t.state = 'REVERSED' from hub.downtime t where t.id = d.downtime_id)) as subject_reversed,
       coalesce(others.unclear, false) as others_unclear, coalesce(others.there, false) as others_there
from hub.delivery d
cross join lateral (
  select bool_or(e.state in ('SENDING', 'UNCERTAIN', 'PENDING_IN_ERP')
           or e.state = 'HELD' and e.reason_code = 'SEVERAL_IN_ERP') as unclear,
         bool_or(e.state in ('DELIVERED', 'CLOSED_BY_HAND')) as there
  from hub.delivery e
  where e.posting_id = d.posting_id and e.kind = d.kind and e.id <> d.id) others
where d.public_id = ? and d.company_id = any(?)
