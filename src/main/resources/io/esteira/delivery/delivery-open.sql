select o.id
from hub.delivery d
join hub.production_order o on o.id = d.order_id
where d.public_id = ? and d.company_id = any(?)
for no key update of o;
select d.id, d.public_id, d.company_id, d.posting_id, d.order_id, d.kind, d.target, d.state, d.reference, d.reason_code, d.absent_reads,
       d.loss_reason,
       exists (
         select 1
         from hub.delivery e
         where e.posting_id = d.posting_id and e.kind = d.kind and e.id <> d.id
           and (e.state not in ('PENDING', 'RETRYING', 'REJECTED', 'HELD', 'CANCELLED')
             or e.state = 'HELD' and e.reason_code = 'SEVERAL_IN_ERP')) as others_sent
from hub.delivery d
where d.public_id = ? and d.company_id = any(?)
for no key update of d
