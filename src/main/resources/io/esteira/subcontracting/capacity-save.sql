-- A person takes the capacity over; a source only changes what follows it.
with found as (
  select t.id, t.pieces_per_day, t.lead_time_days, t.deleted_at, to_jsonb(t) as before
  from hub.subcontract_capacity t
  where t.subcontractor_id = :subcontractor and t.phase_id = :phase and t.category = :category
),
saved as (
  insert into hub.subcontract_capacity as t (company_id, subcontractor_id, phase_id, category, pieces_per_day, lead_time_days, source, updated_by)
  values (:company, :subcontractor, :phase, :category, :pieces, :leadTime, :source, :by)
  on conflict (subcontractor_id, phase_id, category) do update
  set pieces_per_day = excluded.pieces_per_day, lead_time_days = excluded.lead_time_days, source = excluded.source, updated_at = now(),
      updated_by = excluded.updated_by, deleted_at = null
  where (excluded.source is null or t.source = excluded.source)
    and ((t.pieces_per_day, t.lead_time_days, t.source) is distinct from (excluded.pieces_per_day, excluded.lead_time_days, excluded.source)
      or t.deleted_at is not null)
  returning t.id, t.company_id, t.pieces_per_day, t.lead_time_days
),
kept as (
  insert into hub.subcontract_capacity_change (capacity_id, pieces_per_day, lead_time_days, note, created_by)
  select id, pieces_per_day, lead_time_days, :note, :by from saved
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'subcontract_capacity', s.id, s.company_id, case when f.id is null then 'I' else 'U' end, f.before
from saved s
left join found f on f.id = s.id
