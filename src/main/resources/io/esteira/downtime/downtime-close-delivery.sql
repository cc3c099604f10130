-- Seen at the source is delivered, whatever the hub believed so far; a worker still out is fenced off by the token.
with seen as (
  select distinct on (p.downtime_id) p.downtime_id, p.key, p.inbox_id, p.gone, p.reversed
  from downtime_in p
  where p.downtime_id is not null and p.matched <> 'NEW' and not p.stale
  order by p.downtime_id, p.gone, p.reversed, p.n desc
),
changed as (
  update hub.delivery d
  set state = 'DELIVERED', erp_key = s.key, claim_token = d.claim_token + 1, lease_until = null,
      reason_code = null, reason_text = null, ended_at = now(), updated_at = now()
  from seen s
  join hub.downtime t on t.id = s.downtime_id
  join hub.delivery was on was.downtime_id = t.id
  where d.id = was.id and d.target = :source and d.state not in ('DELIVERED', 'CLOSED_BY_HAND')
    and case d.kind
          when 'DOWNTIME' then not s.gone and (d.state <> 'CANCELLED' or not s.reversed)
          else t.state = 'REVERSED' and d.state <> 'CANCELLED'
        end
  returning d.id, s.inbox_id, to_jsonb(was) as before
)
insert into hub.change_log (entity, row_id, company_id, kind, inbox_id, before)
select 'delivery', id, :company, 'U', inbox_id, before from changed
