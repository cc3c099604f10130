-- The order, then all positions of the delivery, in order of id: a claim passes over what is locked, so that none of them is sent
-- while a person decides about one.
select o.id
from hub.delivery d
join hub.production_order o on o.id = d.order_id
where d.public_id = ? and d.company_id = any(?)
for no key update of o;
select d.id
from hub.delivery d
where (d.posting_id, d.kind) = (select c.posting_id, c.kind from hub.delivery c where c.public_id = ? and c.company_id = any(?))
order by d.id
for no key update;
select d.id, d.public_id, d.company_id, d.posting_id, d.order_id, d.kind, d.target, d.state, d.reference, d.reason_code, d.absent_reads,
       d.loss_reason,
       (select t.state = 'REVERSED' from hub.posting t where t.id = d.posting_id) as subject_reversed,
       coalesce(others.unclear, false) as others_unclear, coalesce(others.there, false) as others_there
from hub.delivery d
cross join lateral (
  select bool_or(e.state in ('SENDING', 'UNCERTAIN', 'PENDING_IN_ERP')
           or e.state = 'HELD' and e.reason_code = 'SEVERAL_IN_ERP') as unclear,
         bool_or(e.state in ('DELIVERED', 'CLOSED_BY_HAND')) as there
  from hub.delivery e
  where e.posting_id = d.posting_id and e.kind = d.kind and e.id <> d.id) others
where d.public_id = ? and d.company_id = any(?)
