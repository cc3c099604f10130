-- One row per code and subject that is open; those who watch are told when it is new and when its words are others.
with known as (
  select id, message from hub.alert where code = :code and subject = :subject and ended_at is null
), raised as (
  insert into hub.alert (company_id, code, subject, message, message_pt) values (:company, :code, :subject, :message, :messagePt)
  on conflict (code, subject) where ended_at is null
  do update set message = excluded.message, message_pt = excluded.message_pt, last_seen_at = now(), times = hub.alert.times + 1
  returning id, company_id, message, times
), told as (
  insert into hub.change_log (entity, row_id, company_id, kind, before)
  select 'alert', r.id, c.id, case when r.times = 1 then 'I' else 'U' end, case when r.times > 1 then jsonb_build_object('message', k.message) end
  from raised r
  join hub.company c on r.company_id is null or c.id = r.company_id
  left join known k on k.id = r.id
  where k.message is distinct from r.message
)
select times from raised
