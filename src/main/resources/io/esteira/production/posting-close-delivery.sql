-- Seen at the source is delivered, whatever the hub believed so far; a worker still out is fenced off by the token. A row is the
-- posting itself, never a loss that goes apart; where a person made it, those losses may have been typed too and are held.
with seen as (
  select distinct on (p.posting_id) p.posting_id, p.key, p.inbox_id, p.gone, p.reversed
  from posting_in p
  where p.posting_id is not null and p.matched <> 'NEW' and not p.stale
  order by p.posting_id, p.gone, p.reversed, p.n desc
),
own as (
  select s.*,
         (select d.id
          from hub.delivery d
          where d.posting_id = s.posting_id and d.kind = 'POSTING' and d.target = :source and d.loss_reason is null
            and (d.erp_key = s.key or d.state not in ('DELIVERED', 'CLOSED_BY_HAND'))
          order by (d.erp_key = s.key) desc nulls last, d.position
          limit 1) as delivery_id
  from seen s
),
changed as (
  update hub.delivery d
  set state = 'DELIVERED', erp_key = s.key, claim_token = d.claim_token + 1, lease_until = null,
      reason_code = null, reason_text = null, ended_at = now(), updated_at = now()
  from own s
  join hub.posting t on t.id = s.posting_id
  join hub.delivery was on was.posting_id = t.id
  where d.id = was.id and d.target = :source and d.state not in ('DELIVERED', 'CLOSED_BY_HAND')
    and case d.kind
          when 'POSTING' then d.id = s.delivery_id and not s.gone and (d.state <> 'CANCELLED' or not s.reversed)
          else t.state = 'REVERSED' and d.state <> 'CANCELLED'
        end
  returning d.id, d.posting_id, d.kind, was.state as left_state, s.inbox_id, to_jsonb(was) as before
),
held as (
  update hub.delivery l
  set state = 'HELD', claim_token = l.claim_token + 1, updated_at = now(), reason_code = 'LOSS_BY_HAND',
      reason_text = :lossByHand
  from changed c
  join hub.delivery was on was.posting_id = c.posting_id
  where l.id = was.id and c.kind = 'POSTING' and c.left_state in ('PENDING', 'REJECTED', 'HELD')
    and l.kind = 'POSTING' and l.loss_reason is not null and l.state = 'PENDING'
  returning l.id, c.inbox_id, to_jsonb(was) as before
)
insert into hub.change_log (entity, row_id, company_id, kind, inbox_id, before)
select 'delivery', id, :company, 'U', inbox_id, before from changed
union all
select 'delivery', id, :company, 'U', inbox_id, before from held
