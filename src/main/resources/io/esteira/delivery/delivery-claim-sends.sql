-- Claims of one target take turns, so that each sees what the one before has taken. Of a step only the oldest row that is
-- still open may go, and none while another is out; what waits for another row of its posting that waits for a person keeps none
-- back. A posting goes before its losses; one that completes its operation after them, since Protheus takes no loss of an order
-- that is closed. A loss of a posting that was reversed does not go. An array, since what a plan expects of a limit is a tenth of
-- the table.
select pg_advisory_xact_lock(hashtext('esteira.delivery'), hashtext(?));
with due as (
  select d.id
  from hub.delivery d
  where d.target = ? and d.company_id = any(?) and d.state in ('PENDING', 'RETRYING') and d.next_at <= clock_timestamp()
    and (d.loss_reason is null or exists (select 1 from hub.posting t where t.id = d.posting_id and t.state = 'ACCEPTED'))
    and not exists (
      select 1
      from hub.delivery e
      where e.step_id = d.step_id and e.id <> d.id and e.state in ('PENDING', 'SENDING', 'RETRYING', 'UNCERTAIN')
        and (e.state = 'SENDING' or e.id < d.id and (e.posting_id, e.kind) <> (d.posting_id, d.kind))
        and not exists (
          select 1
          from hub.delivery f
          where f.posting_id = e.posting_id and f.kind = e.kind and f.id <> e.id
            and f.state in ('REJECTED', 'PENDING_IN_ERP', 'HELD', 'CANCELLED')
            and case when (f.loss_reason is null) <> (e.loss_reason is null)
                       and (select t.completes from hub.posting t where t.id = e.posting_id)
                     then e.loss_reason is null else f.position < e.position end))
    and not exists (
      select 1
      from hub.delivery f
      where f.posting_id = d.posting_id and f.kind = d.kind and f.id <> d.id
        and f.state not in ('DELIVERED', 'CLOSED_BY_HAND')
        and case when (f.loss_reason is null) <> (d.loss_reason is null)
                   and (select t.completes from hub.posting t where t.id = d.posting_id)
                 then d.loss_reason is null else f.position < d.position end)
  order by d.next_at, d.id
  limit ?
  for update of d skip locked
),
claimed as (
  update hub.delivery d
  set state = 'SENDING', claim_token = d.claim_token + 1, claimed_by = ?, attempts = d.attempts + 1, reads = 0,
      lease_until = clock_timestamp() + ? * interval '1 millisecond', sent_at = clock_timestamp(),
      erp_codes = case when d.kind = 'POSTING' then hub.erp_codes(d.posting_id) end, found_in = null, updated_at = now()
  from hub.delivery was
  where was.id = d.id and d.id = any(array(select id from due))
  returning d.id, d.public_id, d.company_id, d.posting_id, d.order_id, d.kind, d.reference, d.state, d.claim_token,
            d.attempts, d.absent_reads, d.reads, d.reason_code, d.loss_reason, d.found_in, d.lease_until, to_jsonb(was) as before
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind, before)
  select 'delivery', id, company_id, 'U', before from claimed
)
select * from claimed order by id
