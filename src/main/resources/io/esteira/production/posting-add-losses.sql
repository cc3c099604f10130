-- The row of a posting whose losses go apart does not show them: with them it shows what was posted.
update posting_in p
set scrap = p.scrap + lost.quantity
from (
  select d.posting_id, sum(c.quantity) as quantity
  from hub.delivery d
  join hub.posting_scrap c on c.posting_id = d.posting_id and c.reason = d.loss_reason
  where d.kind = 'POSTING' and d.posting_id in (select q.posting_id from posting_in q) and d.state <> 'CANCELLED'
  group by d.posting_id) lost
where p.posting_id = lost.posting_id and p.scrap is not null
