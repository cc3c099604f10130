create view bi.fact_phase_target with (security_barrier, security_invoker = false) as
select
  t.id as snapshot_key,
  c.id as company_key,
  c.code as company,
  t.plan_id as plan_key,
  t.as_of,
  t.taken_at,
  t.kind,
  f.id as phase_key,
  w.starts_on,
  w.ends_on,
  d.days,
  p.forecast,
  p.to_schedule,
  p.load,
  p.queue_next,
  p.queue,
  p.to_schedule + p.load + p.queue as to_produce,
  round(case when d.days = 0 then p.to_schedule + p.load + p.queue else (p.to_schedule + p.load + p.queue) / d.days end) as daily_target,
  p.achieved_today
from hub.bi_company c
join hub.target_snapshot t on t.company_id = c.id
join (
  select p.snapshot_id, p.phase_id, sum(p.forecast) as forecast, sum(p.to_schedule) as to_schedule, sum(p.load) as load,
         sum(p.queue_next) as queue_next, sum(p.queue) as queue, sum(p.achieved_today) as achieved_today
  from hub.target_snapshot_part p
  group by p.snapshot_id, p.phase_id
) p on p.snapshot_id = t.id
join hub.phase f on f.id = p.phase_id and f.company_id = c.id
left join lateral (
  select (w.value ->> 'startsOn')::date as starts_on, (w.value ->> 'endsOn')::date as ends_on
  from jsonb_array_elements(t.basis -> 'schedule' -> 'windows') as w (value)
  where w.value ->> 'phase' = f.code
) w on true
left join lateral (
  select coalesce(sum(d.part), 0) as days
  from unnest(t.work[greatest(w.starts_on - t.as_of, 0) + 1 : w.ends_on - t.as_of + 1]) as d (part)
) d on w.ends_on is not null;
comment on view bi.fact_phase_target is 'Targets of phases (metas) as they were kept, one row for each snapshot and phase that had something to make. For one set a day take kind DAILY';
comment on column bi.fact_phase_target.snapshot_key is 'Key of the snapshot: with phase_key, the key of the row';
comment on column bi.fact_phase_target.company_key is 'Key of the company: dim_company';
comment on column bi.fact_phase_target.company is 'Code of the company';
comment on column bi.fact_phase_target.plan_key is 'Key of the plan: dim_plan';
comment on column bi.fact_phase_target.as_of is 'The day of the targets: dim_date';
comment on column bi.fact_phase_target.taken_at is 'When they were kept';
comment on column bi.fact_phase_target.kind is 'Why they were kept: DAILY once a day, ON_DEMAND a person asked, BRIDGE so that a change is explained';
comment on column bi.fact_phase_target.phase_key is 'Key of the phase: dim_phase';
comment on column bi.fact_phase_target.starts_on is 'First day of the window of the phase; null where the plan has none for it';
comment on column bi.fact_phase_target.ends_on is 'Last day of the window';
comment on column bi.fact_phase_target.days is 'Business days of the window that are left, the day itself included (dias úteis); null without a window';
comment on column bi.fact_phase_target.forecast is 'Pieces that are to be made in all (previsão)';
comment on column bi.fact_phase_target.to_schedule is 'Pieces for which there is no order yet (falta programar)';
comment on column bi.fact_phase_target.load is 'Pieces in released orders that stand at the phase (carga)';
comment on column bi.fact_phase_target.queue_next is 'Pieces in orders whose next phase it is';
comment on column bi.fact_phase_target.queue is 'Pieces in orders that still have to pass it, the next ones too (fila)';
comment on column bi.fact_phase_target.to_produce is 'Load, queue and what is to be scheduled (falta produzir)';
comment on column bi.fact_phase_target.daily_target is 'Pieces for each day that is left, rounded half up (meta dia); the whole remainder where none is left, null without a window';
comment on column bi.fact_phase_target.achieved_today is 'Pieces that left it on the day itself';

create view bi.fact_phase_target_category with (security_barrier, security_invoker = false) as
select
  t.id as snapshot_key,
  c.id as company_key,
  c.code as company,
  t.plan_id as plan_key,
  t.as_of,
  t.kind,
  p.phase_id as phase_key,
  p.category,
  p.forecast,
  p.to_schedule,
  p.load,
  p.queue_next,
  p.queue,
  p.to_schedule + p.load + p.queue as to_produce,
  p.achieved_today
from hub.bi_company c
join hub.target_snapshot t on t.company_id = c.id
join hub.target_snapshot_part p on p.snapshot_id = t.id;
comment on view bi.fact_phase_target_category is 'The same by category, one row for each snapshot, phase and category; categories add up to fact_phase_target';
comment on column bi.fact_phase_target_category.snapshot_key is 'Key of the snapshot: with phase_key and category, the key of the row';
comment on column bi.fact_phase_target_category.company_key is 'Key of the company: dim_company';
comment on column bi.fact_phase_target_category.company is 'Code of the company';
comment on column bi.fact_phase_target_category.plan_key is 'Key of the plan: dim_plan';
comment on column bi.fact_phase_target_category.as_of is 'The day of the targets: dim_date';
comment on column bi.fact_phase_target_category.kind is 'Why they were kept: DAILY, ON_DEMAND, BRIDGE';
comment on column bi.fact_phase_target_category.phase_key is 'Key of the phase: dim_phase';
comment on column bi.fact_phase_target_category.category is 'The category; - where no rule tells one';
comment on column bi.fact_phase_target_category.forecast is 'Pieces that are to be made in all';
comment on column bi.fact_phase_target_category.to_schedule is 'Pieces for which there is no order yet';
comment on column bi.fact_phase_target_category.load is 'Pieces that stand at the phase';
comment on column bi.fact_phase_target_category.queue_next is 'Pieces whose next phase it is';
comment on column bi.fact_phase_target_category.queue is 'Pieces that still have to pass it';
comment on column bi.fact_phase_target_category.to_produce is 'Load, queue and what is to be scheduled';
comment on column bi.fact_phase_target_category.achieved_today is 'Pieces that left the phase on the day itself';

create view bi.fact_phase_window with (security_barrier, security_invoker = false) as
select
  t.id as phase_window_key,
  c.id as company_key,
  c.code as company,
  p.id as plan_key,
  t.phase_id as phase_key,
  t.starts_on,
  t.ends_on
from hub.bi_company c
join hub.plan p on p.company_id = c.id
join hub.phase_window t on t.plan_id = p.id;
comment on view bi.fact_phase_window is 'Days in which plans have phases work (cronograma), one row for each plan and phase';
comment on column bi.fact_phase_window.phase_window_key is 'Key of the window';
comment on column bi.fact_phase_window.company_key is 'Key of the company: dim_company';
comment on column bi.fact_phase_window.company is 'Code of the company';
comment on column bi.fact_phase_window.plan_key is 'Key of the plan: dim_plan';
comment on column bi.fact_phase_window.phase_key is 'Key of the phase: dim_phase';
comment on column bi.fact_phase_window.starts_on is 'The first day';
comment on column bi.fact_phase_window.ends_on is 'The last day';

create view bi.fact_phase_lead_time with (security_barrier, security_invoker = false) as
with left_step as (
  select c.id as company_id, p.order_id, s.sequence, s.phase_id,
         max(coalesce(p.ended_at, p.posted_on::timestamp at time zone c.zone)) as left_at, max(p.posted_on) as left_on, sum(p.good) as pieces
  from hub.bi_company c
  join hub.posting p on p.company_id = c.id and p.state = 'ACCEPTED' and p.deleted_at is null
  join hub.order_step s on s.id = p.step_id and s.company_id = c.id and s.deleted_at is null and s.phase_id is not null
  group by c.id, p.order_id, s.sequence, s.phase_id
),
turn as (
  select *, lag(phase_id) over (partition by order_id order by sequence) is distinct from phase_id as enters from left_step
),
numbered as (
  select *, count(*) filter (where enters) over (partition by order_id order by sequence) as visit from turn
),
visited as (
  select company_id, order_id, visit, phase_id, max(left_at) as left_at, max(left_on) as left_on, max(pieces) as pieces
  from numbered
  group by company_id, order_id, visit, phase_id
),
entered as (
  select *, lag(left_at) over (partition by order_id order by visit) as entered_at from visited
)
select
  t.order_id as order_key,
  t.visit,
  c.id as company_key,
  c.code as company,
  o.item_id as item_key,
  t.phase_id as phase_key,
  t.entered_at,
  t.left_at,
  t.left_on,
  greatest(0, extract(epoch from t.left_at - t.entered_at) / 86400) as days,
  t.pieces
from entered t
join hub.bi_company c on c.id = t.company_id
join hub.production_order o on o.id = t.order_id and o.company_id = c.id
where t.entered_at is not null;
comment on view bi.fact_phase_lead_time is 'How long orders took from leaving the step before until leaving a phase, by postings that count: one row for each stay of an order in a phase. Phases that the planning rules fold into others stand by themselves here; the root field leadTimes folds them';
comment on column bi.fact_phase_lead_time.order_key is 'Key of the production order: fact_production_order; with visit, the key of the row';
comment on column bi.fact_phase_lead_time.visit is 'Which phase in a row it was for the order, from 1';
comment on column bi.fact_phase_lead_time.company_key is 'Key of the company: dim_company';
comment on column bi.fact_phase_lead_time.company is 'Code of the company';
comment on column bi.fact_phase_lead_time.item_key is 'Key of the item: dim_item';
comment on column bi.fact_phase_lead_time.phase_key is 'Key of the phase: dim_phase';
comment on column bi.fact_phase_lead_time.entered_at is 'When the order left the phase before';
comment on column bi.fact_phase_lead_time.left_at is 'When it left the phase, by its last posting there';
comment on column bi.fact_phase_lead_time.left_on is 'Business day of the last posting: dim_date';
comment on column bi.fact_phase_lead_time.days is 'Days of the calendar: hours by 24 (dias corridos)';
comment on column bi.fact_phase_lead_time.pieces is 'Good pieces posted there, of the step with the most: to weigh by';

create view bi.fact_subcontract_lead_time with (security_barrier, security_invoker = false) as
with noted as (
  select n.company_id, n.order_id, n.subcontractor_id, n.phase_id, n.direction, n.day,
         sum(n.pieces) over (partition by n.order_id, n.subcontractor_id, n.phase_id, n.direction order by n.day, n.id) as up_to
  from hub.bi_company c
  join hub.subcontract_note n on n.company_id = c.id and n.deleted_at is null and n.pieces > 0
),
span as (
  select n.company_id, n.order_id, n.subcontractor_id, n.phase_id, n.up_to - coalesce(lag(n.up_to) over counted, 0) as pieces,
         min(n.day) filter (where n.direction = 'SENT') over from_here as sent_on,
         min(n.day) filter (where n.direction = 'RETURNED') over from_here as returned_on
  from noted n
  window counted as (partition by n.order_id, n.subcontractor_id, n.phase_id order by n.up_to),
         from_here as (
           partition by n.order_id, n.subcontractor_id, n.phase_id order by n.up_to range between current row and unbounded following)
)
select
  c.id as company_key,
  c.code as company,
  t.subcontractor_id as subcontractor_key,
  t.order_id as order_key,
  t.phase_id as phase_key,
  t.sent_on,
  t.returned_on,
  greatest(0, t.returned_on - t.sent_on) as days,
  t.pieces
from span t
join hub.bi_company c on c.id = t.company_id
where t.pieces > 0 and t.sent_on is not null and t.returned_on is not null;
comment on view bi.fact_subcontract_lead_time is 'How long pieces were at subcontractors, by fiscal documents: what was sent first comes back first. One row for each span of pieces that went and came together';
comment on column bi.fact_subcontract_lead_time.company_key is 'Key of the company: dim_company';
comment on column bi.fact_subcontract_lead_time.company is 'Code of the company';
comment on column bi.fact_subcontract_lead_time.subcontractor_key is 'Key of the subcontractor: dim_subcontractor';
comment on column bi.fact_subcontract_lead_time.order_key is 'Key of the production order: fact_production_order';
comment on column bi.fact_subcontract_lead_time.phase_key is 'Key of the phase: dim_phase';
comment on column bi.fact_subcontract_lead_time.sent_on is 'Day of the document by which they went';
comment on column bi.fact_subcontract_lead_time.returned_on is 'Day on which they came back: dim_date';
comment on column bi.fact_subcontract_lead_time.days is 'Days of the calendar in between (dias corridos)';
comment on column bi.fact_subcontract_lead_time.pieces is 'Pieces: to weigh by';

create view bi.fact_lead_time_goal with (security_barrier, security_invoker = false) as
select
  t.id as lead_time_goal_key,
  c.id as company_key,
  c.code as company,
  t.phase_id as phase_key,
  t.category,
  t.days,
  t.attention_days
from hub.bi_company c
join hub.lead_time_goal t on t.company_id = c.id;
comment on view bi.fact_lead_time_goal is 'How long orders may stay in phases (metas de lead time), one row for each phase and category; without a category it holds for those that have no goal of their own';
comment on column bi.fact_lead_time_goal.lead_time_goal_key is 'Key of the goal';
comment on column bi.fact_lead_time_goal.company_key is 'Key of the company: dim_company';
comment on column bi.fact_lead_time_goal.company is 'Code of the company';
comment on column bi.fact_lead_time_goal.phase_key is 'Key of the phase: dim_phase';
comment on column bi.fact_lead_time_goal.category is 'The category; null: all that have no goal of their own';
comment on column bi.fact_lead_time_goal.days is 'Days of the calendar; null where only a person is named';
comment on column bi.fact_lead_time_goal.attention_days is 'What takes longer than the goal and less than this calls for attention (limite de atenção); what takes longer is late. Null: late at once';

create view bi.fact_subcontract_capacity with (security_barrier, security_invoker = false) as
select
  t.id as subcontract_capacity_key,
  c.id as company_key,
  c.code as company,
  t.subcontractor_id as subcontractor_key,
  t.phase_id as phase_key,
  t.category,
  t.pieces_per_day,
  t.lead_time_days
from hub.bi_company c
join hub.subcontract_capacity t on t.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_subcontract_capacity is 'What subcontractors have agreed to make on each day that they work (capacidade diária), one row for each phase and category';
comment on column bi.fact_subcontract_capacity.subcontract_capacity_key is 'Key of the capacity';
comment on column bi.fact_subcontract_capacity.company_key is 'Key of the company: dim_company';
comment on column bi.fact_subcontract_capacity.company is 'Code of the company';
comment on column bi.fact_subcontract_capacity.subcontractor_key is 'Key of the subcontractor: dim_subcontractor';
comment on column bi.fact_subcontract_capacity.phase_key is 'Key of the phase: dim_phase';
comment on column bi.fact_subcontract_capacity.category is 'Which category of products';
comment on column bi.fact_subcontract_capacity.pieces_per_day is 'Pieces for each day that it works';
comment on column bi.fact_subcontract_capacity.lead_time_days is 'Days of the calendar from handing over to giving back; null: as the goal of the phase says';

create view bi.fact_subcontract_shipment with (security_barrier, security_invoker = false) as
select
  t.id as subcontract_shipment_key,
  c.id as company_key,
  c.code as company,
  t.order_id as order_key,
  t.subcontractor_id as subcontractor_key,
  t.phase_id as phase_key,
  t.number as shipment_number,
  t.pieces,
  t.open,
  t.released_on
from hub.bi_company c
join hub.subcontract_shipment t on t.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_subcontract_shipment is 'Pieces of production orders that were handed to subcontractors (remessas), one row each';
comment on column bi.fact_subcontract_shipment.subcontract_shipment_key is 'Key of the shipment';
comment on column bi.fact_subcontract_shipment.company_key is 'Key of the company: dim_company';
comment on column bi.fact_subcontract_shipment.company is 'Code of the company';
comment on column bi.fact_subcontract_shipment.order_key is 'Key of the production order: fact_production_order';
comment on column bi.fact_subcontract_shipment.subcontractor_key is 'Key of the subcontractor: dim_subcontractor';
comment on column bi.fact_subcontract_shipment.phase_key is 'Key of the phase: dim_phase; null where the source names none';
comment on column bi.fact_subcontract_shipment.shipment_number is 'The shipment''s number';
comment on column bi.fact_subcontract_shipment.pieces is 'Pieces';
comment on column bi.fact_subcontract_shipment.open is 'The subcontractor still has them';
comment on column bi.fact_subcontract_shipment.released_on is 'Day on which they were handed over; null while they were not';

create view bi.fact_subcontract_note with (security_barrier, security_invoker = false) as
select
  t.id as subcontract_note_key,
  c.id as company_key,
  c.code as company,
  t.order_id as order_key,
  t.subcontractor_id as subcontractor_key,
  t.phase_id as phase_key,
  t.direction,
  t.day as noted_on,
  t.pieces
from hub.bi_company c
join hub.subcontract_note t on t.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_subcontract_note is 'Pieces that went to subcontractors and came back, by fiscal documents (remessa e retorno simbólico), one row each';
comment on column bi.fact_subcontract_note.subcontract_note_key is 'Key of the note';
comment on column bi.fact_subcontract_note.company_key is 'Key of the company: dim_company';
comment on column bi.fact_subcontract_note.company is 'Code of the company';
comment on column bi.fact_subcontract_note.order_key is 'Key of the production order: fact_production_order';
comment on column bi.fact_subcontract_note.subcontractor_key is 'Key of the subcontractor: dim_subcontractor';
comment on column bi.fact_subcontract_note.phase_key is 'Key of the phase: dim_phase';
comment on column bi.fact_subcontract_note.direction is 'SENT to the subcontractor, RETURNED from it';
comment on column bi.fact_subcontract_note.noted_on is 'Day of the document for what was sent, of arrival for what came back';
comment on column bi.fact_subcontract_note.pieces is 'Pieces';
