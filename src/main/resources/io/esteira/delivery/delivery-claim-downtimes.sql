-- Stops of one target, under the turn of delivery-claim-sends.sql. Of a machine one is out at a time, and they go in the order in which
-- they were accepted; a reversal follows its report.
select pg_advisory_xact_lock(hashtext('esteira.delivery'), hashtext(?));
with due as (
  select d.id
  from hub.delivery d
  where d.downtime_id is not null and d.target = ? and d.company_id = any(?) and d.state in ('PENDING', 'RETRYING')
    and d.next_at <= clock_timestamp()
    and not exists (
      select 1
      from hub.delivery other
      where other.equipment_id = d.equipment_id
        and (other.state = 'SENDING' or other.state in ('PENDING', 'RETRYING', 'UNCERTAIN') and other.id < d.id))
    and (d.kind <> 'REVERSAL' or not exists (
      select 1
      from hub.delivery report
      where report.downtime_id = d.downtime_id and report.kind = 'DOWNTIME' and report.state not in ('DELIVERED', 'CLOSED_BY_HAND')))
  order by d.next_at, d.id
  limit ?
  for update of d skip locked
),
claimed as (
  update hub.delivery d
  set state = 'SENDING', claim_token = d.claim_token + 1, claimed_by = ?, attempts = d.attempts + 1, reads = 0,
      lease_until = clock_timestamp() + ? * interval '1 millisecond', sent_at = clock_timestamp(),
      erp_codes = case when d.kind = 'DOWNTIME' then hub.downtime_codes(d.downtime_id, d.target) end, found_in = null, updated_at = now()
  from hub.delivery was
  where was.id = d.id and d.id = any(array(select id from due))
  returning d.id, d.public_id, d.company_id, d.posting_id, d.order_id, d.downtime_id, d.equipment_id, d.kind, d.reference, d.state,
            d.claim_token, d.attempts, d.absent_reads, d.reads, d.reason_code, d.loss_reason, d.traceparent, d.found_in, to_jsonb(was) as before
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind, before)
  select 'delivery', id, company_id, 'U', before from claimed
)
select * from claimed order by id
