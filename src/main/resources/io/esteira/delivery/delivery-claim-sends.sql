-- Claims of one target take turns, so that each sees what the one before has taken. An array, since what a plan expects of a limit is
-- a tenth of the table.
select pg_advisory_xact_lock(hashtext('esteira.delivery'), hashtext(?));
with due as (
  select d.id
  from hub.delivery d
  join hub.delivery head on head.posting_id = d.posting_id and head.kind = d.kind and head.position = 1
  join hub.posting t on t.id = d.posting_id
  where d.target = ? and d.company_id = any(?) and d.state in ('PENDING', 'RETRYING') and d.next_at <= clock_timestamp()
    -- No loss of a posting that was reversed.
    and (d.loss_reason is null or t.state = 'ACCEPTED')
    -- The rows of a posting go one after the other.
    and not exists (
      select 1
      from hub.delivery earlier
      where earlier.posting_id = d.posting_id and earlier.kind = d.kind and earlier.state not in ('DELIVERED', 'CLOSED_BY_HAND')
        and hub.delivery_turn(earlier, t) < hub.delivery_turn(d, t))
    -- Of a step one row is out at a time.
    and not exists (
      select 1 from hub.delivery busy where busy.step_id = d.step_id and busy.state = 'SENDING')
    -- Of a step postings and reversals go in the order in which they were accepted. What waits for a row of its own posting that waits
    -- for a person keeps none back.
    and not exists (
      select 1
      from hub.delivery older
      join hub.delivery older_head
        on older_head.posting_id = older.posting_id and older_head.kind = older.kind and older_head.position = 1
      join hub.posting u on u.id = older.posting_id
      where older.step_id = d.step_id and older.state in ('PENDING', 'RETRYING', 'UNCERTAIN') and older_head.id < head.id
        and not exists (
          select 1
          from hub.delivery stuck
          where stuck.posting_id = older.posting_id and stuck.kind = older.kind
            and stuck.state in ('REJECTED', 'PENDING_IN_ERP', 'HELD', 'CANCELLED')
            and hub.delivery_turn(stuck, u) < hub.delivery_turn(older, u)))
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
  returning d.id, d.public_id, d.company_id, d.posting_id, d.order_id, d.downtime_id, d.equipment_id, d.kind, d.reference, d.state, d.claim_token,
            d.attempts, d.absent_reads, d.reads, d.reason_code, d.loss_reason, d.traceparent, d.found_in, d.lease_until, to_jsonb(was) as before
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind, before)
  select 'delivery', id, company_id, 'U', before from claimed
)
select * from claimed order by id;
-- Whether stops are due as well: they are claimed by a statement of their own, which postings do not pay for.
select exists (
  select 1
  from hub.delivery d
  where d.downtime_id is not null and d.target = ? and d.company_id = any(?) and d.state in ('PENDING', 'RETRYING') and d.next_at <= clock_timestamp())
