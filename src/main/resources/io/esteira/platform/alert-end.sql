with ended as (
  update hub.alert set ended_at = now() where code = :code and subject = :subject and ended_at is null returning id, company_id, message
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'alert', e.id, c.id, 'U', jsonb_build_object('message', e.message)
from ended e
join hub.company c on e.company_id is null or c.id = e.company_id
