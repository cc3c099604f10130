select d.public_id as id, c.code as company, d.target, d.kind, d.state, d.attempts, d.created_at, d.next_at, d.reason_code, d.reason_text
  from hub.delivery d
  join hub.company c on c.id = d.company_id
 where c.code = coalesce(cast(:company as text), c.code)
   and case when cast(:state as text) is null
     then d.state not in ('DELIVERED', 'CANCELLED', 'CLOSED_BY_HAND') else d.state = cast(:state as text) end
 order by d.id
 limit :most
