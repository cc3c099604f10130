-- Deliveries whose fate is to be asked for; the claim keeps other nodes off until the lease ends.
-- Arrays, since what a plan expects of a limit is a tenth of the table.
with due as (
  select d.id
  from hub.delivery d
  where d.id = any(array(
    select u.id
    from hub.delivery u
    where u.target = ? and u.company_id = any(?) and u.state = 'UNCERTAIN' and u.next_at <= clock_timestamp()
    union all
    select p.id
    from hub.delivery p
    where p.target = ? and p.company_id = any(?) and p.state = 'PENDING_IN_ERP' and p.next_at <= clock_timestamp()))
  order by d.next_at, d.id
  limit ?
  for update skip locked
)
update hub.delivery d
set claim_token = d.claim_token + 1, claimed_by = ?, reads = d.reads + 1, next_at = clock_timestamp() + lease.length, lease_until = clock_timestamp() + lease.length
from (select ? * interval '1 millisecond' as length) lease
where d.id = any(array(select id from due)) and d.state in ('UNCERTAIN', 'PENDING_IN_ERP') and d.next_at <= clock_timestamp()
returning d.id, d.public_id, d.company_id, d.posting_id, d.order_id, d.downtime_id, d.equipment_id, d.kind, d.reference, d.state, d.claim_token, d.attempts,
          d.absent_reads, d.reads, d.reason_code, d.loss_reason, d.traceparent, d.found_in
