-- Rows of the same machine that overlap the stop, were read of its source since it was reported, and count as stops of their own.
select g.key
from hub.delivery d
join hub.downtime own on own.id = d.downtime_id
join hub.downtime t on t.equipment_id = own.equipment_id and t.origin <> 'HUB' and t.state = 'ACCEPTED'
  and t.started_at < coalesce(own.ended_at, 'infinity') and coalesce(t.ended_at, 'infinity') > own.started_at
join hub.downtime_sighting g on g.downtime_id = t.id and g.source = d.target
where d.id = ? and g.first_seen_at >= own.created_at and not g.reversed and g.gone_at is null
order by g.id
limit 10
