-- What holds under a code: new ones are raised, those that are no longer found end, the others keep their row.
with found as (
  select * from unnest(:companies::smallint[], :subjects::text[], :messages::text[], :messagesPt::text[])
    as f (company_id, subject, message, message_pt)
), known as (
  select id, subject, message from hub.alert where code = :code and ended_at is null and instance is not distinct from :instance
), ended as (
  update hub.alert a set ended_at = now()
  from known k
  where a.id = k.id and a.ended_at is null and not exists (select from found f where f.subject = k.subject)
  returning a.id, a.company_id, k.message
), held as (
  insert into hub.alert (company_id, code, subject, message, message_pt, instance)
  select company_id, :code, subject, message, message_pt, :instance from found
  on conflict (code, subject) where ended_at is null
  do update set message = excluded.message, message_pt = excluded.message_pt, last_seen_at = now()
  returning id, company_id, subject, message
), changed as (
  select h.id, h.company_id, k.message as before from held h left join known k on k.id = h.id where k.message is distinct from h.message
  union all
  select id, company_id, message from ended
), told as (
  insert into hub.change_log (entity, row_id, company_id, kind, before)
  select 'alert', x.id, c.id, case when x.before is null then 'I' else 'U' end, case when x.before is not null then jsonb_build_object('message', x.before) end
  from changed x
  join hub.company c on x.company_id is null or c.id = x.company_id
)
select h.subject, k.id is null as raised, h.message from held h left join known k on k.id = h.id where k.message is distinct from h.message
union all
select a.subject, false, a.message from ended e join hub.alert a on a.id = e.id
