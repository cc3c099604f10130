select number as "order", style_code, posted_on as day, ended_at as at, good as pieces,
       coalesce(hub.collection_of(lot, :rules::jsonb), :rules::jsonb ->> 'otherCollection') as collection
from gone
order by posted_on, ended_at nulls last, number
