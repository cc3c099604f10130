-- What is to be scheduled of each product, of what it is made, and the phases that it passes.
select d.style_id, d.item_id, d.netted, d.invoiced, d.cancelled, d.previous, d.stock, d.coming, d.backlog, d.to_schedule,
       coalesce(s.phases, '{}') as phases
from demand d
left join style_phases s on s.style_id = d.style_id
