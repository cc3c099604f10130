with acknowledged as (
  update hub.alert set acknowledged_at = now(), acknowledged_by = :by, note = :note where id = :id returning id, company_id, message
), told as (
  insert into hub.change_log (entity, row_id, company_id, kind, before)
  select 'alert', a.id, c.id, 'U', jsonb_build_object('message', a.message)
  from acknowledged a
  join hub.company c on a.company_id is null or c.id = a.company_id
)
select id from acknowledged
