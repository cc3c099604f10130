with found as (
  select t.id, to_jsonb(t) as before from hub.plan t where t.company_id = :company and t.code = :code
),
saved as (
  insert into hub.plan as t (company_id, code, name, sales_from, sales_to, invoice_from, invoice_to, demand_model, calendar_id, collections,
    source, created_by, updated_by)
  values (:company, :code, :name, :salesFrom, :salesTo, :invoiceFrom, :invoiceTo, :model, :calendar, coalesce(:collections::text[], '{}'),
    :source, :by, :by)
  on conflict (company_id, code) do update
  set name = excluded.name, sales_from = excluded.sales_from, sales_to = excluded.sales_to, invoice_from = excluded.invoice_from,
      invoice_to = excluded.invoice_to, demand_model = excluded.demand_model, calendar_id = excluded.calendar_id,
      collections = coalesce(:collections::text[], t.collections), source = excluded.source, updated_at = now(), updated_by = excluded.updated_by
  returning t.id, t.company_id
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'plan', s.id, s.company_id, case when f.id is null then 'I' else 'U' end, f.before
from saved s
left join found f on f.id = s.id
returning row_id
