-- Targets as far down as asked for; and, without a phase, the plan in all.
select t.phase_id, f.code as phase_code, f.name as phase_name, t.category, s.code as style_code, s.description as style_name,
       i.code as item_code, i.description as item_name, t.forecast, t.to_schedule, t.load, t.queue_next, t.queue, t.achieved, t.achieved_today
from target t
join hub.phase f on f.id = t.phase_id
left join hub.item s on s.id = t.shown_style_id
left join hub.item i on i.id = t.shown_item_id
union all
select null, null, null, null, null, null, null, null,
       coalesce(sum(d.forecast) filter (where i.finished), 0), coalesce(sum(d.to_schedule) filter (where i.finished), 0),
       (select coalesce(sum(o.pieces), 0) from order_piece o where not o.released and o.wanted),
       0, 0, 0, 0
from demand d
join product i on i.item_id = d.style_id
order by phase_code nulls first, category, style_code, item_code
limit :most
