-- What a person takes away follows no source any more; what the source takes away follows it when it comes back.
with found as (
  select t.id, t.company_id, to_jsonb(t) as before from hub.subcontract_capacity t where t.id = :id
),
gone as (
  update hub.subcontract_capacity set deleted_at = now(), source = :source, updated_at = now(), updated_by = :by where id = :id
),
kept as (
  insert into hub.subcontract_capacity_change (capacity_id, created_by) select id, :by from found
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'subcontract_capacity', id, company_id, 'D', before from found
