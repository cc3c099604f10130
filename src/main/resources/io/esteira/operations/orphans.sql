select 'orphan' as area, c.code || ' %1$s' as subject, 'GONE_AT_SOURCE' as verdict, count(*) as rows, min(r.gone_at) as since, null as detail
  from hub.%1$s t
  join hub.inbox_record r on r.id = t.inbox_id
  join hub.company c on c.id = t.company_id
 where t.deleted_at is null and r.gone_at < now() - interval '10 minutes'
 group by c.code
