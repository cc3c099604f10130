-- Orders that stand at a phase, or still have to pass it.
select o.number, o.priority, o.lot, o.label as collection, at.code as at_phase, at.name as at_phase_name, i.category, i.style_code,
       n.description as item_name, sum(p.pieces) as pieces, c.stands, c.comes_next
from course c
join open_order o on o.id = c.order_id
join order_piece p on p.order_id = o.id
join product i on i.item_id = p.item_id
join hub.item n on n.id = p.item_id
join hub.phase at on at.id = o.phase_id
where c.phase_id in (select target_id from phase where target_code = :phase)
  and (:category::text is null or i.category = :category)
  and (:style::text is null or i.style_code = :style)
group by o.id, o.number, o.priority, o.lot, o.label, at.code, at.name, i.category, i.style_code, n.description, c.stands, c.comes_next
order by c.stands desc, o.number, n.description
limit 5001
