update posting_in p
set posting_id = g.posting_id, matched = 'KEY', stale = p.observed_at < g.last_seen_at and g.last_seen_at <= clock_timestamp()
from hub.posting_sighting g
where g.company_id = :company and g.source = :source and g.key = p.key
