with made as (
  insert into hub.subcontract_status (company_id, order_id, subcontractor_id, status, note, promised_on, source, source_key, superseded,
    created_at, created_by)
  values (:company, :order, :subcontractor, :status, :note, :promisedOn, :source, :key, :superseded, coalesce(:at::timestamptz, now()), :by)
  returning id, company_id
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind)
  select 'subcontract_status', id, company_id, 'I' from made
)
select id from made
