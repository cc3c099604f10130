with reported as (
  insert into hub.downtime (
    public_id, company_id, equipment_id, reason, planned, started_at, ended_at, order_id, step_id, operator, note, origin, in_erp,
    reference, created_by, created_at)
  values (:id, :company, :equipment, :reason, :planned, :started, :ended, :order::bigint, :step::bigint, :operator, :note, 'HUB', false,
          :reference, :by, :at)
  returning id, company_id, equipment_id, order_id, reference
),
sent as (
  insert into hub.delivery (public_id, company_id, downtime_id, equipment_id, kind, target, reference, trace_id, traceparent)
  select :delivery, r.company_id, r.id, r.equipment_id, 'DOWNTIME', :target, r.reference, :trace, :traceparent from reported r
  returning id, downtime_id, company_id
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind)
  select 'downtime', id, company_id, 'I'::"char" from reported
  union all
  select 'delivery', id, company_id, 'I'::"char" from sent
)
select s.downtime_id, r.order_id, s.id as delivery_id from sent s join reported r on r.id = s.downtime_id
