insert into hub.posting_sighting as g (
  posting_id, company_id, source, key, how, reversed, first_seen_at, last_seen_at, inbox_id, gone_at)
select p.posting_id, :company, :source, p.key, :how, p.reversed, p.observed_at, p.observed_at, p.inbox_id,
       case when p.gone then p.observed_at end
from posting_in p
where p.posting_id is not null and not p.stale
on conflict (company_id, source, key) do update
set reversed = excluded.reversed,
    gone_at = case when excluded.gone_at is null then null else coalesce(g.gone_at, excluded.gone_at) end,
    last_seen_at = excluded.last_seen_at,
    inbox_id = coalesce(excluded.inbox_id, g.inbox_id)
where (g.reversed, g.gone_at is null, g.last_seen_at)
   is distinct from (excluded.reversed, excluded.gone_at is null, excluded.last_seen_at)
