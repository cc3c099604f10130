-- Of alerts about a second row of a reference, each called "reference key": those whose row still counts as a posting of its own.
select a.subject
from unnest(?::text[]) as a (subject)
join hub.posting t on t.reference = split_part(a.subject, ' ', 1) and t.state = 'ACCEPTED'
join hub.posting_sighting g
  on g.company_id = t.company_id and g.key = substr(a.subject, length(t.reference) + 2) and g.posting_id <> t.id
where not g.reversed and g.gone_at is null
