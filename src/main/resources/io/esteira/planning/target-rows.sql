-- Targets by phase, category, style and product, as far down as asked for; and, without a phase, the plan in all.
,
achieved as (
  select f.target_id as phase_id, o.item_id, coalesce(sum(t.good) filter (where t.posted_on between :achievedFrom::date and :achievedTo::date), 0) as pieces,
         coalesce(sum(t.good) filter (where t.posted_on = p.as_of), 0) as today
  from plan p
  join hub.posting t
    on t.company_id = p.company_id and t.state = 'ACCEPTED' and t.deleted_at is null
    and (t.posted_on between :achievedFrom::date and :achievedTo::date or t.posted_on = p.as_of)
  join hub.order_step s on s.id = t.step_id
  join phase f on f.id = s.phase_id
  join hub.production_order o on o.id = t.order_id
  join product i on i.item_id = o.item_id
  left join lot_label l on l.lot = o.lot
  where (cardinality(p.wanted) = 0 or l.label = any (p.wanted))
    and not exists (
      select 1
      from jsonb_to_recordset(p.rules -> 'achievedWithoutParts') as d (phase text, prefix text)
      where d.phase = f.code and starts_with(i.style_code, d.prefix))
  group by f.target_id, o.item_id
),
part as (
  select s.phase_id, coalesce(d.item_id, d.style_id) as item_id, d.forecast, d.to_schedule, 0 as load, 0 as queue_next, 0 as queue,
         0 as achieved, 0 as achieved_today
  from demand d
  join passes s on s.style_id = d.style_id
  union all
  select c.phase_id, o.item_id, 0, 0, case when c.stands then o.pieces else 0 end, case when c.comes_next then o.pieces else 0 end,
         case when c.stands then 0 else o.pieces end, 0, 0
  from course c
  join order_piece o on o.order_id = c.order_id
  union all
  select phase_id, item_id, 0, 0, 0, 0, 0, pieces, today from achieved
),
target as (
  select t.phase_id, case when :level >= 2 then i.category end as category, case when :level >= 3 then i.style_id end as style_id,
         case when :level >= 4 then t.item_id end as item_id, sum(t.forecast) as forecast, sum(t.to_schedule) as to_schedule,
         sum(t.load) as load, sum(t.queue_next) as queue_next, sum(t.queue) as queue, sum(t.achieved) as achieved, sum(t.achieved_today) as achieved_today
  from part t
  join product i on i.item_id = t.item_id
  where :phase::text is null or t.phase_id in (select target_id from phase where target_code = :phase)
  group by 1, 2, 3, 4
),
planned as (
  select w.phase_id, w.starts_on, w.ends_on,
         hub.work_days(p.day_calendar_id, greatest(w.starts_on, p.as_of), w.ends_on) as days
  from plan p
  join hub.phase_window w on w.plan_id = p.id
)
select f.id as phase_id, f.code as phase_code, f.name as phase_name, t.category, s.code as style_code, s.description as style_name,
       i.code as item_code, i.description as item_name, coalesce(t.forecast, 0) as forecast, coalesce(t.to_schedule, 0) as to_schedule,
       coalesce(t.load, 0) as load, coalesce(t.queue_next, 0) as queue_next, coalesce(t.queue, 0) as queue,
       coalesce(t.achieved, 0) as achieved, coalesce(t.achieved_today, 0) as achieved_today, w.starts_on, w.ends_on, w.days
from target t
full join planned w on w.phase_id = t.phase_id
join hub.phase f on f.id = coalesce(t.phase_id, w.phase_id)
left join hub.item s on s.id = t.style_id
left join hub.item i on i.id = t.item_id
where :phase::text is null or f.id in (select target_id from phase where target_code = :phase)
union all
select null, null, null, null, null, null, null, null,
       coalesce(sum(d.forecast) filter (where i.finished), 0), coalesce(sum(d.to_schedule) filter (where i.finished), 0),
       (select coalesce(sum(o.pieces), 0) from open_order t join order_piece o on o.order_id = t.id where not t.released and t.wanted),
       0, 0, 0, 0, null, null,
       (select hub.work_days(p.day_calendar_id, :achievedFrom::date, :achievedTo::date) from plan p)
from demand d
join product i on i.item_id = d.style_id
order by phase_code nulls first, category, style_code, item_code
