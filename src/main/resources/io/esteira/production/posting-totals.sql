-- Totals and status of steps and orders, from their postings, and the phase at which an order stands where its source does not
-- say: that of the first step not completed. Only rows that change are written.
-- The comparison with one order, or with several, is put in.
-- Pending is what is on its way to the ERP, less the reversals that are on their way.
with live as (
  select t.step_id, t.completes and t.reversal_requested_at is null as completes, t.in_erp,
         case when not t.in_erp then 1 when t.reversal_requested_at is not null then -1 else 0 end as way,
         coalesce(t.erp_good, t.good) as good, coalesce(t.erp_scrap, t.scrap) as scrap,
         coalesce(t.erp_rework, t.rework) as rework
  from hub.posting t
  where t.order_id %1$s and t.state = 'ACCEPTED' and t.deleted_at is null
),
total as (
  select step_id, bool_or(completes) as completed,
         sum(good) filter (where in_erp) as good_in_erp, sum(good * way) as good_pending,
         sum(scrap) filter (where in_erp) as scrap_in_erp, sum(scrap * way) as scrap_pending,
         sum(rework) filter (where in_erp) as rework_in_erp, sum(rework * way) as rework_pending
  from live
  group by step_id
),
step as (
  select s.id, s.order_id, s.sequence, s.deleted_at, s.phase_id,
         coalesce(t.good_in_erp, 0) as good_in_erp, coalesce(t.good_pending, 0) as good_pending,
         coalesce(t.scrap_in_erp, 0) as scrap_in_erp, coalesce(t.scrap_pending, 0) as scrap_pending,
         coalesce(t.rework_in_erp, 0) as rework_in_erp, coalesce(t.rework_pending, 0) as rework_pending,
         t.step_id is not null as worked,
         case
           when t.step_id is null then 'WAITING'
           when t.completed or coalesce(t.good_in_erp, 0) + coalesce(t.scrap_in_erp, 0) >= o.quantity then 'COMPLETED'
           else 'IN_PROGRESS'
         end as status
  from hub.order_step s
  join hub.production_order o on o.id = s.order_id
  left join total t on t.step_id = s.id
  where s.order_id %1$s
),
step_changed as (
  update hub.order_step s
  set good_in_erp = n.good_in_erp, good_pending = n.good_pending, scrap_in_erp = n.scrap_in_erp,
      scrap_pending = n.scrap_pending, rework_in_erp = n.rework_in_erp, rework_pending = n.rework_pending,
      status = n.status
  from step n
  join hub.order_step was on was.id = n.id
  where s.id = n.id
    and (s.good_in_erp, s.good_pending, s.scrap_in_erp, s.scrap_pending, s.rework_in_erp, s.rework_pending, s.status)
      is distinct from
        (n.good_in_erp, n.good_pending, n.scrap_in_erp, n.scrap_pending, n.rework_in_erp, n.rework_pending, n.status)
  returning s.id, s.company_id, to_jsonb(was) as before
),
whole as (
  select order_id, bool_or(worked) as worked,
         coalesce((array_agg(good_in_erp order by sequence desc) filter (where deleted_at is null))[1], 0) as good_in_erp,
         coalesce((array_agg(good_pending order by sequence desc) filter (where deleted_at is null))[1], 0) as good_pending,
         (array_agg(phase_id order by sequence) filter (where deleted_at is null and status <> 'COMPLETED'))[1] as phase_id,
         sum(scrap_in_erp) as scrap_in_erp, sum(scrap_pending) as scrap_pending
  from step
  group by order_id
),
order_wanted as (
  select n.*,
         case when o.reported_status = 'RELEASED' and n.worked then 'IN_PROGRESS' else o.reported_status end as status,
         case
           when o.reported_status = 'CLOSED' then null
           when o.current_sequence is not null then o.current_phase_id
           else n.phase_id
         end as current_phase_id
  from whole n
  join hub.production_order o on o.id = n.order_id
),
order_changed as (
  update hub.production_order o
  set good_in_erp = n.good_in_erp, good_pending = n.good_pending, scrap_in_erp = n.scrap_in_erp,
      scrap_pending = n.scrap_pending, status = n.status, current_phase_id = n.current_phase_id
  from order_wanted n
  join hub.production_order was on was.id = n.order_id
  where o.id = n.order_id
    and (o.good_in_erp, o.good_pending, o.scrap_in_erp, o.scrap_pending, o.status, o.current_phase_id)
      is distinct from
        (n.good_in_erp, n.good_pending, n.scrap_in_erp, n.scrap_pending, n.status, n.current_phase_id)
  returning o.id, o.company_id, to_jsonb(was) as before
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'order_step', id, company_id, 'U', before from step_changed
union all
select 'production_order', id, company_id, 'U', before from order_changed
