-- Stops that a row of the source is known to be. One that was only read of the source, of the same machine, is none: the delivery's
-- takes its row over.
select t.public_id
from hub.delivery own
join hub.delivery d on d.company_id = own.company_id and d.target = own.target and d.erp_key = ? and d.kind = 'DOWNTIME' and d.id <> own.id
join hub.downtime t on t.id = d.downtime_id
where own.id = ?
union all
select t.public_id
from hub.delivery own
join hub.downtime_sighting g on g.company_id = own.company_id and g.source = own.target and g.key = ?
join hub.downtime t on t.id = g.downtime_id and t.id <> own.downtime_id and (t.origin = 'HUB' or t.equipment_id <> own.equipment_id)
where own.id = ?
limit 1
