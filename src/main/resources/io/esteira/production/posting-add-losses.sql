-- The row of a posting whose losses go apart does not show them: with them it shows what was posted. Those that are there are
-- added whatever it shows; the others only where it leaves room for them, since who typed it may have typed them with it.
update posting_in p
set scrap = p.scrap + lost.there + case when p.scrap + lost.there + lost.missing <= t.scrap then lost.missing else 0 end
from (
  select d.posting_id,
         coalesce(sum(c.quantity) filter (where d.state = 'DELIVERED'), 0) as there,
         coalesce(sum(c.quantity) filter (where d.state not in ('DELIVERED', 'CANCELLED')), 0) as missing
  from hub.delivery d
  join hub.posting_scrap c on c.posting_id = d.posting_id and c.reason = d.loss_reason
  where d.kind = 'POSTING' and d.posting_id in (select q.posting_id from posting_in q)
  group by d.posting_id) lost
join hub.posting t on t.id = lost.posting_id
where p.posting_id = lost.posting_id and p.scrap is not null
