select c.code as company, a.code, a.subject, a.raised_at, a.times, a.message
  from hub.alert a
  left join hub.company c on c.id = a.company_id
 where a.ended_at is null
 order by a.raised_at, a.id
