-- What was to be scheduled of each product, of what it was made, and the phases that it passed.
select i.style_id, i.item_id, i.netted, i.invoiced, i.cancelled, i.previous, i.stock, i.coming, i.backlog, i.to_schedule,
       coalesce(s.phases, '{}') as phases
from hub.target_snapshot_item i
left join hub.target_snapshot_style s on s.snapshot_id = i.snapshot_id and s.style_id = i.style_id
where i.snapshot_id = ?
