with found as (
  select t.id, to_jsonb(t) as before from hub.lead_time_goal t where t.phase_id = :phase and t.category is not distinct from :category
),
saved as (
  insert into hub.lead_time_goal as t (company_id, phase_id, category, days, attention_days, responsible, updated_by)
  values (:company, :phase, :category, :days, :attention, :responsible, :by)
  on conflict (phase_id, category) do update
  set days = excluded.days, attention_days = excluded.attention_days, responsible = excluded.responsible, updated_at = now(),
      updated_by = excluded.updated_by
  returning t.id, t.company_id
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'lead_time_goal', s.id, s.company_id, case when f.id is null then 'I' else 'U' end, f.before
from saved s
left join found f on f.id = s.id
returning row_id
