-- Rows of the delivery's step that were read of its source since it was posted, and count as postings of their own.
select g.key
from hub.delivery d
join hub.posting own on own.id = d.posting_id
join hub.posting t on t.step_id = d.step_id and t.origin <> 'HUB' and t.state = 'ACCEPTED'
join hub.posting_sighting g on g.posting_id = t.id and g.source = d.target
where d.id = ? and g.first_seen_at >= own.created_at and not g.reversed and g.gone_at is null
order by g.id
limit 10
