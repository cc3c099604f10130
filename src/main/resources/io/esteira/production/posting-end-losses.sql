-- Losses of a posting that was reversed. What was not sent is not sent any more; what is there waits for a person, who reverses it,
-- unless it was for a person to reverse the posting: they were told of its losses.
with ended as (
  update hub.delivery d
  set state = next.state, claim_token = d.claim_token + 1, updated_at = now(),
      ended_at = case next.state when 'CANCELLED' then now() end,
      reason_code = case next.state when 'CANCELLED' then 'REVERSED' else 'LOSS_LEFT' end,
      reason_text = case next.state when 'CANCELLED' then :reversed else :lossLeft end
  from hub.delivery was
  join hub.posting t on t.id = was.posting_id and t.state = 'REVERSED'
  cross join lateral (select case was.state when 'DELIVERED' then 'HELD' else 'CANCELLED' end as state) next
  where d.id = was.id and d.state = was.state and d.kind = 'POSTING' and d.loss_reason is not null and d.posting_id %1$s
    and (d.state in ('PENDING', 'RETRYING', 'REJECTED')
      or d.state = 'HELD' and coalesce(d.reason_code, '') not in ('SEVERAL_IN_ERP', 'KNOWN_IN_ERP', 'LOSS_LEFT')
      or d.state = 'DELIVERED' and not exists (
        select 1
        from hub.delivery r
        where r.posting_id = d.posting_id and r.kind = 'REVERSAL' and r.state <> 'CANCELLED' and r.attempts = 0))
  returning d.id, d.company_id, to_jsonb(was) as before
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'delivery', id, company_id, 'U', before from ended
