-- How long orders took. Each measure names the stays that it consists of (stay): what was passed, in how many days of the calendar, with how
-- many pieces; the rows are the same for all.
with asked as materialized (
  select :company::smallint as company_id, :rules::jsonb as rules, :from::date as first_day, :to::date as last_day, :zone::text as zone
),
phase as materialized (
  select f.id, f.code, coalesce(g.id, f.id) as target_id
  from asked a
  join hub.phase f on f.company_id = a.company_id
  left join hub.phase g on g.company_id = a.company_id and g.code = a.rules -> 'foldedPhases' ->> f.code
),
