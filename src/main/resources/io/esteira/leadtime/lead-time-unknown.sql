-- The first code or label that was asked for and that the company does not have.
with asked as materialized (
  select :company::smallint as company_id, :rules::jsonb as rules
)
select u.what, u.code
from (
  select 1 as nth, 'phase' as what, g.code from asked a, unnest(:phases::text[]) as g (code)
  where not exists (select 1 from hub.phase f where f.company_id = a.company_id and f.code = g.code)
  union all
  select 2, 'subcontractor', g.code from asked a, unnest(:subcontractors::text[]) as g (code)
  where not exists (select 1 from hub.subcontractor b where b.company_id = a.company_id and b.code = g.code)
  union all
  select 3, 'category', g.code from asked a, unnest(:categories::text[]) as g (code)
  where g.code <> '-' and not exists (
    select 1 from jsonb_array_elements(a.rules -> 'categories') as d (rule) where d.rule ->> 'meaning' = g.code)
  union all
  select 4, 'order type', g.code from asked a, unnest(:types::text[]) as g (code)
  where not exists (
    select 1 from hub.production_order o
    where o.company_id = a.company_id and (o.type = g.code or split_part(o.type, '-', 1) = g.code))
  union all
  select 5, 'collection', g.code from asked a, unnest(:collections::text[]) as g (code)
  where not exists (
    select 1
    from (
      select o.lot from hub.production_order o where o.company_id = a.company_id
      union
      select t.description from hub.lot t where t.company_id = a.company_id
    ) l
    where hub.collection_of(l.lot, a.rules) = g.code)
) u
order by u.nth, u.code
limit 1
