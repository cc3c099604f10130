-- Where a person says so, which names no source, that is remembered.
with gone as (
  delete from hub.lead_time_goal t
  where t.id = :id
  returning *
),
ended as (
  insert into hub.lead_time_goal_end (company_id, phase_id, category, ended_by)
  select company_id, phase_id, category, :by from gone where :source::text is null
  on conflict (phase_id, category) do nothing
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'lead_time_goal', id, company_id, 'D', to_jsonb(gone) from gone
