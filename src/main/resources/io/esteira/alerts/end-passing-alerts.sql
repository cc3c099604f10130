with ended as (
  update hub.alert set ended_at = now()
  where ended_at is null
    and (
      code = :lost and (acknowledged_at is not null or raised_at < now() - interval '1 day')
      or instance is not null and last_seen_at < now() - interval '10 minutes'
    )
  returning id, company_id, message
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'alert', e.id, c.id, 'U', jsonb_build_object('message', e.message)
from ended e
join hub.company c on e.company_id is null or c.id = e.company_id
