select c.code as company, r.route_id as route, r.state, r.circuit, r.read_as_of, r.next_at, r.failures, r.last_error
  from hub.route r
  join hub.company c on c.id = r.company_id
 where c.code = coalesce(cast(:company as text), c.code) and r.source = coalesce(cast(:source as text), r.source)
   and r.route_id = coalesce(cast(:route as text), r.route_id)
 order by c.code, r.route_id
