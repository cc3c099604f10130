-- A reversal that was cancelled before may be asked for again: its row is taken up anew.
with sent as (
  insert into hub.delivery as d (
    public_id, company_id, %1$s_id, %4$s, kind, target, state, reference, reason_code, reason_text, trace_id, traceparent)
  select ?, t.company_id, t.id, %4$s, 'REVERSAL', ?, ?, ?, ?, ?, ?, ?
  from hub.%1$s t
  where t.id = ?
  on conflict (public_id) do update
  set state = excluded.state, reference = excluded.reference, reason_code = excluded.reason_code,
      reason_text = excluded.reason_text, trace_id = excluded.trace_id,
      traceparent = excluded.traceparent, claim_token = d.claim_token + 1, attempts = 0, absent_reads = 0,
      erp_key = null, next_at = now(), updated_at = now(), ended_at = null
  where d.state = 'CANCELLED'
  returning d.id, d.company_id, d.claim_token
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind)
  select 'delivery', id, company_id, case claim_token when 0 then 'I' else 'U' end::"char" from sent
)
select id from sent
