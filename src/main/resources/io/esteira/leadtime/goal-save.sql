-- A person takes the goal over; a source only changes what follows it, and brings nothing back that a person has ended.
with found as (
  select t.id, to_jsonb(t) as before from hub.lead_time_goal t where t.phase_id = :phase and t.category is not distinct from :category
),
saved as (
  insert into hub.lead_time_goal as t (company_id, phase_id, category, days, attention_days, responsible, source, updated_by)
  select :company::smallint, :phase::bigint, :category::text, :days::numeric, :attention::numeric, :responsible::text, :source::text, :by
  where :source::text is null or not exists (
    select 1 from hub.lead_time_goal_end e where e.phase_id = :phase and e.category is not distinct from :category)
  on conflict (phase_id, category) do update
  set days = excluded.days, attention_days = excluded.attention_days, responsible = excluded.responsible, source = excluded.source,
      updated_at = now(), updated_by = excluded.updated_by
  where excluded.source is null
    or t.source = excluded.source
      and (t.days, t.attention_days, t.responsible) is distinct from (excluded.days, excluded.attention_days, excluded.responsible)
  returning t.id, t.company_id
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'lead_time_goal', s.id, s.company_id, case when f.id is null then 'I' else 'U' end, f.before
from saved s
left join found f on f.id = s.id
returning row_id
