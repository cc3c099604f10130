-- What the subcontractors of one phase have to do with: the phase itself (no category), what there is to share out in each category (no
-- subcontractor), and what each subcontractor may make, holds, was sent and gave back.
,
asked as materialized (
  select distinct target_id as phase_id, target_code from phase where code = :phase
),
window_of as materialized (
  select a.phase_id, w.starts_on, w.ends_on, greatest(w.starts_on, :asOf::date) as first_day,
         case when w.id is not null then hub.work_days(:calendar, greatest(w.starts_on, :asOf::date), w.ends_on) end as days
  from asked a
  left join hub.phase_window w on w.plan_id = :plan and w.phase_id = a.phase_id
),
-- Whatever the collection: who has the pieces of one plan cannot work on those of another.
holding as materialized (
  select s.order_id, s.subcontractor_id, sum(s.pieces) as pieces
  from asked a
  join open_order o on o.phase_id = a.phase_id
  join hub.subcontract_shipment s on s.order_id = o.id and s.open and s.deleted_at is null
  left join phase f on f.id = s.phase_id
  where s.phase_id is null or f.target_id = a.phase_id
  group by s.order_id, s.subcontractor_id
),
noted as materialized (
  select n.order_id, n.subcontractor_id, coalesce(sum(n.pieces) filter (where n.direction = 'SENT'), 0) as sent,
         coalesce(sum(n.pieces) filter (where n.direction = 'RETURNED'), 0) as returned
  from asked a
  join hub.subcontract_note n
    on n.company_id = :company and n.day between :achievedFrom::date and :achievedTo::date and n.deleted_at is null
  join phase f on f.id = n.phase_id and f.target_id = a.phase_id
  group by n.order_id, n.subcontractor_id
),
at_phase as materialized (
  select c.order_id, sum(o.pieces) as pieces
  from course c
  join asked a on a.phase_id = c.phase_id
  join order_piece o on o.order_id = c.order_id
  where c.stands
  group by c.order_id
),
-- Shipments and notes name an order, not its products: it counts whole to the category of most of its pieces.
order_category as materialized (
  select distinct on (u.order_id) u.order_id, u.category
  from (
    select t.order_id, i.category, sum(coalesce(l.good, l.planned, 0)) as pieces
    from (select order_id from holding union select order_id from noted union select order_id from at_phase) t
    join hub.production_order o on o.id = t.order_id
    left join hub.order_line l on l.order_id = o.id and l.deleted_at is null
    join product i on i.item_id = coalesce(l.item_id, o.item_id)
    group by t.order_id, i.category
  ) u
  order by u.order_id, u.pieces desc, u.category
),
to_share as (
  select u.category, sum(u.to_schedule) as to_schedule, sum(u.queue) as queue, sum(u.unassigned) as unassigned
  from (
    select i.category, d.to_schedule, 0 as queue, 0 as unassigned
    from demand d
    join passes s on s.style_id = d.style_id
    join asked a on a.phase_id = s.phase_id
    join product i on i.item_id = coalesce(d.item_id, d.style_id)
    union all
    select i.category, 0, o.pieces, 0
    from course c
    join asked a on a.phase_id = c.phase_id
    join order_piece o on o.order_id = c.order_id
    join product i on i.item_id = o.item_id
    where not c.stands
    union all
    select k.category, 0, 0, greatest(0, s.pieces - coalesce((select sum(h.pieces) from holding h where h.order_id = s.order_id), 0))
    from at_phase s
    join order_category k on k.order_id = s.order_id
  ) u
  group by u.category
),
-- Capacities on trial, in place of those that are agreed.
tried as materialized (
  select b.id as subcontractor_id, t.category, t.pieces
  from unnest(:triedSubcontractors::text[], :triedCategories::text[], :triedPieces::numeric[]) as t (code, category, pieces)
  join hub.subcontractor b on b.company_id = :company and b.code = t.code and b.deleted_at is null
),
agreed as (
  select c.subcontractor_id, c.category, c.pieces_per_day as pieces, c.lead_time_days
  from asked a
  join phase f on f.target_id = a.phase_id
  join hub.subcontract_capacity c on c.phase_id = f.id and c.deleted_at is null
  join hub.subcontractor b on b.id = c.subcontractor_id and b.deleted_at is null
),
shop as (
  select u.subcontractor_id, u.category, sum(u.capacity) as capacity, max(u.lead_time_days) as lead_time_days,
         coalesce(sum(u.load), 0) as load, coalesce(sum(u.sent), 0) as sent, coalesce(sum(u.returned), 0) as returned
  from (
    select c.subcontractor_id, c.category, case when t.subcontractor_id is null then c.pieces end as capacity, c.lead_time_days, 0 as load,
           0 as sent, 0 as returned
    from agreed c
    left join tried t on t.subcontractor_id = c.subcontractor_id and t.category = c.category
    union all
    select subcontractor_id, category, pieces, null, 0, 0, 0 from tried
    union all
    select h.subcontractor_id, k.category, null, null, h.pieces, 0, 0
    from holding h
    join order_category k on k.order_id = h.order_id
    union all
    select n.subcontractor_id, k.category, null, null, 0, n.sent, n.returned
    from noted n
    join order_category k on k.order_id = n.order_id
  ) u
  group by u.subcontractor_id, u.category
)
select null::text as category, f.code, f.name, w.starts_on, w.ends_on, w.days, null::numeric as to_schedule, null::numeric as queue,
       null::numeric as unassigned, null::numeric as capacity, null::integer as lead_time_days, null::numeric as load, null::numeric as sent,
       null::numeric as returned
from window_of w
join hub.phase f on f.id = w.phase_id
union all
select t.category, null, null, null, null, null, t.to_schedule, t.queue, t.unassigned, null, null, null, null, null
from to_share t
union all
select s.category, b.code, b.name, null, null,
       case when w.days is null or b.calendar_id is null then w.days else hub.work_days(b.calendar_id, w.first_day, w.ends_on) end,
       null, null, null, s.capacity, s.lead_time_days, s.load, s.sent, s.returned
from shop s
join hub.subcontractor b on b.id = s.subcontractor_id
cross join window_of w
order by category nulls first, code nulls first
