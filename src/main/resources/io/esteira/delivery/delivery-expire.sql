-- A lease that ended says nothing about what the source has done: the delivery is uncertain, never pending again.
with ended as (
  select d.id
  from hub.delivery d
  where d.target = ? and d.state = 'SENDING' and d.lease_until < clock_timestamp()
  for update skip locked
),
changed as (
  update hub.delivery d
  set state = 'UNCERTAIN', claim_token = d.claim_token + 1, lease_until = null, absent_reads = 0,
      next_at = clock_timestamp() + ? * interval '1 millisecond', updated_at = now(),
      reason_code = 'LEASE_ENDED', reason_text = 'O nó que enviava parou / the node that was sending stopped'
  from hub.delivery was
  where was.id = d.id and d.id in (select id from ended)
  returning d.id, d.company_id, d.claim_token, to_jsonb(was) as before
),
tried as (
  insert into hub.delivery_attempt (delivery_id, kind, claim_token, outcome, detail, millis)
  select id, 'SEND', claim_token - 1, 'LEASE_ENDED', 'no answer was recorded before the lease ended', 0 from changed
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'delivery', id, company_id, 'U', before from changed
