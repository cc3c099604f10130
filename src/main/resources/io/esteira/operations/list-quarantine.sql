select c.code as company, q.source, q.entity, q.code, q.field, q.state, count(*) as records, min(q.created_at) as since,
       (array_agg(q.public_id order by q.id desc))[1] as latest
  from hub.quarantine q
  join hub.company c on c.id = q.company_id
 where q.state in ('OPEN', 'WAITING') and c.code = coalesce(cast(:company as text), c.code)
   and q.source = coalesce(cast(:source as text), q.source) and q.entity = coalesce(cast(:entity as text), q.entity)
 group by c.code, q.source, q.entity, q.code, q.field, q.state
 order by records desc, c.code, q.source, q.entity, q.code, q.field, q.state
