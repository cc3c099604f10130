update downtime_in p
set downtime_id = g.downtime_id, matched = 'KEY', stale = p.observed_at < g.last_seen_at and g.last_seen_at <= clock_timestamp()
from hub.downtime_sighting g
where g.company_id = :company and g.source = :source and g.key = p.key
