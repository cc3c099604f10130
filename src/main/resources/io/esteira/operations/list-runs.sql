select c.code as company, r.route_id as route, r.mode, r.state, r.started_at, r.ended_at, r.rows_read, r.rows_new, r.rows_changed,
       r.rows_deleted, r.rows_quarantined, r.error
  from hub.run r
  join hub.company c on c.id = r.company_id
 where c.code = coalesce(cast(:company as text), c.code) and r.route_id = coalesce(cast(:route as text), r.route_id)
 order by r.id desc
 limit :most
