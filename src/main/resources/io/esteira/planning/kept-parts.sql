-- Pieces by phase and category as they were kept, after a row of the plan in all.
select null as phase_code, null as phase_name, null as category, null as style_code, null as style_name, null as item_code, null as item_name,
       k.forecast, k.to_schedule, k.awaiting_release as load, 0 as queue_next, 0 as queue, 0 as achieved, 0 as achieved_today
from hub.target_snapshot k
where k.id = :snapshot
union all
select f.code, f.name, p.category, null, null, null, null, p.forecast, p.to_schedule, p.load, p.queue_next, p.queue, p.achieved_today, p.achieved_today
from hub.target_snapshot_part p
join hub.phase f on f.id = p.phase_id
where p.snapshot_id = :snapshot
order by phase_code nulls first, category
