-- Where the pieces of a phase's queue are now, by the phase at which their orders stand.
select at.code as phase, at.name as phase_name, sum(p.pieces) as pieces,
       coalesce(sum(p.pieces) filter (where c.comes_next), 0) as coming_next
from course c
join open_order o on o.id = c.order_id
join order_piece p on p.order_id = o.id
join hub.phase at on at.id = o.phase_id
where c.phase_id in (select target_id from phase where target_code = :phase) and not c.stands
group by at.code, at.name
order by at.code
