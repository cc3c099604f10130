-- Losses of a posting that was reversed at the source before they were sent are not sent any more.
with ended as (
  update hub.delivery d
  set state = 'CANCELLED', claim_token = d.claim_token + 1, updated_at = now(), ended_at = now(), reason_code = 'REVERSED',
      reason_text = :reversed
  from hub.delivery was
  join hub.posting t on t.id = was.posting_id and t.state = 'REVERSED'
  where d.id = was.id and d.kind = 'POSTING' and d.loss_reason is not null
    and d.posting_id in (select p.posting_id from posting_in p)
    and (d.state in ('PENDING', 'RETRYING', 'REJECTED')
      or d.state = 'HELD' and coalesce(d.reason_code, '') not in ('SEVERAL_IN_ERP', 'KNOWN_IN_ERP', 'LOSS_LEFT'))
  returning d.id, to_jsonb(was) as before
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'delivery', id, :company, 'U', before from ended
