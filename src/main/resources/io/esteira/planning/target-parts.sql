-- Pieces by phase, category, style and product, as far down as asked for.
,
not_counted as materialized (
  select d.phase, d.prefix from jsonb_to_recordset(:rules::jsonb -> 'achievedWithoutParts') as d (phase text, prefix text)
),
achieved as (
  select f.target_id as phase_id, o.item_id,
         coalesce(sum(t.good) filter (where t.posted_on between :achievedFrom::date and :achievedTo::date), 0) as pieces,
         coalesce(sum(t.good) filter (where t.posted_on = :asOf::date), 0) as today
  from hub.posting t
  join hub.order_step s on s.id = t.step_id
  join phase f on f.id = s.phase_id and not f.excluded
  join hub.production_order o on o.id = t.order_id
  join product i on i.item_id = o.item_id
  left join lot_label l on l.lot = o.lot
  where t.company_id = :company and t.state = 'ACCEPTED' and t.deleted_at is null
    and (t.posted_on between :achievedFrom::date and :achievedTo::date or t.posted_on = :asOf::date)
    and (cardinality(:collections::text[]) = 0 or l.label = any (:collections::text[]))
    and not exists (select 1 from not_counted d where d.phase = f.code and starts_with(i.style_code, d.prefix))
  group by f.target_id, o.item_id
),
-- What is to be made and what orders hold, told as far down as asked for before it is told by phase.
wanted_of_style as (
  select d.style_id, i.category, i.shown_style_id, i.shown_item_id, sum(d.forecast) as forecast, sum(d.to_schedule) as to_schedule
  from demand d
  join product i on i.item_id = coalesce(d.item_id, d.style_id)
  group by d.style_id, i.category, i.shown_style_id, i.shown_item_id
),
held_by_order as (
  select o.order_id, i.category, i.shown_style_id, i.shown_item_id, sum(o.pieces) as pieces
  from order_piece o
  join product i on i.item_id = o.item_id
  where o.released and o.wanted
  group by o.order_id, i.category, i.shown_style_id, i.shown_item_id
),
part as (
  select s.phase_id, w.category, w.shown_style_id, w.shown_item_id, sum(w.forecast) as forecast, sum(w.to_schedule) as to_schedule, 0 as load,
         0 as queue_next, 0 as queue, 0 as achieved, 0 as achieved_today
  from wanted_of_style w
  join passes s on s.style_id = w.style_id
  group by s.phase_id, w.category, w.shown_style_id, w.shown_item_id
  union all
  select c.phase_id, o.category, o.shown_style_id, o.shown_item_id, 0, 0, sum(o.pieces) filter (where c.stands),
         sum(o.pieces) filter (where c.comes_next), sum(o.pieces) filter (where not c.stands), 0, 0
  from course c
  join held_by_order o on o.order_id = c.order_id
  group by c.phase_id, o.category, o.shown_style_id, o.shown_item_id
  union all
  select a.phase_id, i.category, i.shown_style_id, i.shown_item_id, 0, 0, 0, 0, 0, a.pieces, a.today
  from achieved a
  join product i on i.item_id = a.item_id
),
target as (
  select phase_id, category, shown_style_id, shown_item_id, sum(forecast) as forecast, sum(to_schedule) as to_schedule,
         coalesce(sum(load), 0) as load, coalesce(sum(queue_next), 0) as queue_next, coalesce(sum(queue), 0) as queue,
         sum(achieved) as achieved, sum(achieved_today) as achieved_today
  from part
  where :phase::text is null or phase_id in (select target_id from phase where target_code = :phase)
  group by phase_id, category, shown_style_id, shown_item_id
)
