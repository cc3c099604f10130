-- What a hub is judged by: one row each, with OK or what is wrong.
with record as (
  select stream_id, count(*) as rows from hub.inbox_record where gone_at is null group by stream_id
)
select 'route' as area, c.code || ' ' || r.route_id as subject,
       case
         when r.state in ('PUSHED', 'PAUSED', 'MAINTENANCE') then 'OK'
         when r.read_as_of is null then 'NEVER_READ'
         when r.read_as_of + coalesce(t.stale_after, interval '1 day') < now() then 'STALE'
         when r.failures > 0 then 'FAILING'
         else 'OK'
       end as verdict,
       coalesce(x.rows, 0) as rows, r.read_as_of as since,
       coalesce(r.last_error, r.state) as detail
  from hub.route r
  join hub.company c on c.id = r.company_id
  left join hub.stream_state t on t.stream_id = r.id
  left join record x on x.stream_id = r.id
union all
select 'source', c.code || ' ' || s.source, 'AWAY', null, s.opened_at, s.reason
  from hub.source_state s
  join hub.company c on c.id = s.company_id
 where s.circuit <> 'CLOSED'
union all
select 'quarantine', c.code || ' ' || q.source || '.' || q.entity, 'HELD', count(*), min(q.created_at), string_agg(distinct q.code, ', ')
  from hub.quarantine q
  join hub.company c on c.id = q.company_id
 where q.state in ('OPEN', 'WAITING')
 group by c.code, q.source, q.entity
union all
select 'delivery', c.code || ' ' || d.target, case when d.state in ('REJECTED', 'HELD') then 'WAITS_FOR_A_PERSON' else 'STUCK' end,
       count(*), min(d.created_at), string_agg(distinct d.state, ', ')
  from hub.delivery d
  join hub.company c on c.id = d.company_id
 where d.state in ('REJECTED', 'HELD')
    or d.state in ('PENDING', 'SENDING', 'RETRYING', 'UNCERTAIN') and d.created_at < now() - interval '15 minutes'
 group by c.code, d.target, 3
union all
select 'batch', c.code || ' ' || s.source || '.' || s.entity, 'NOT_MAPPED', sum(b.record_count), min(b.received_at), null
  from hub.inbox_batch b
  join hub.stream s on s.id = b.stream_id
  join hub.company c on c.id = s.company_id
 where b.mapped_at is null and b.received_at < now() - interval '10 minutes'
 group by c.code, s.source, s.entity
 order by 1, 2
