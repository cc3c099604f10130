order_item as materialized (
  select t.order_id, coalesce(l.item_id, o.item_id) as item_id, sum(coalesce(l.good, l.planned, 0)) as pieces
  from (select distinct order_id from stay) t
  join hub.production_order o on o.id = t.order_id
  left join hub.order_line l on l.order_id = o.id and l.deleted_at is null
  group by t.order_id, coalesce(l.item_id, o.item_id)
),
item_category as materialized (
  select i.id as item_id, hub.category_of(i.description, a.rules) as category
  from (select distinct item_id from order_item) d
  join hub.item i on i.id = d.item_id
  cross join asked a
),
order_category as materialized (
  select distinct on (u.order_id) u.order_id, u.category
  from (
    select o.order_id, c.category, sum(o.pieces) as pieces
    from order_item o
    join item_category c on c.item_id = o.item_id
    group by o.order_id, c.category
  ) u
  order by u.order_id, u.pieces desc, u.category
),
chosen as materialized (
  select s.*, k.category
  from stay s
  cross join asked a
  join hub.production_order o on o.id = s.order_id
  join order_category k on k.order_id = s.order_id
  where (cardinality(:types::text[]) = 0 or o.type = any (:types::text[]) or split_part(o.type, '-', 1) = any (:types::text[]))
    and (cardinality(:categories::text[]) = 0 or k.category = any (:categories::text[]))
    and (cardinality(:collections::text[]) = 0 or hub.collection_of(o.lot, a.rules) = any (:collections::text[]))
    and (cardinality(:phases::text[]) = 0
      or s.phase_id in (select target_id from phase where code = any (:phases::text[]))
      or s.phase_id is null and exists (
        select 1 from hub.order_step t join phase f on f.id = t.phase_id
        where t.order_id = s.order_id and t.deleted_at is null
          and f.target_id in (select target_id from phase where code = any (:phases::text[]))))
    and (cardinality(:subcontractors::text[]) = 0
      or exists (
        select 1 from hub.subcontractor b
        where b.company_id = a.company_id and b.code = any (:subcontractors::text[])
          and (b.id = s.subcontractor_id
            or s.subcontractor_id is null and (
              exists (select 1 from hub.subcontract_shipment h where h.order_id = s.order_id and h.subcontractor_id = b.id and h.deleted_at is null)
              or exists (select 1 from hub.subcontract_note n where n.order_id = s.order_id and n.subcontractor_id = b.id and n.deleted_at is null)))))
),
summed as (
  select c.code, c.name, c.goal_phase_id, c.subcontractor_id, c.category, grouping(c.code, c.category) as level, count(*) as measured,
         coalesce(sum(c.pieces), 0) as pieces, avg(c.days) as mean, sum(c.days * c.pieces) / nullif(sum(c.pieces), 0) as weighted
  from chosen c
  group by grouping sets (
    (), (c.code, c.name, c.goal_phase_id, c.subcontractor_id), (c.code, c.name, c.goal_phase_id, c.subcontractor_id, c.category))
)
select s.code, s.name, s.category, s.measured, s.pieces, round(s.mean, 4) as mean, round(s.weighted, 4) as weighted,
       coalesce(part.days, own.days, (
         select max(c.lead_time_days)
         from hub.subcontract_capacity c
         where c.subcontractor_id = s.subcontractor_id and c.category = s.category and c.deleted_at is null)) as goal,
       case when part.days is not null then part.attention_days else own.attention_days end as attention, own.responsible
from summed s
left join hub.lead_time_goal own on own.phase_id = s.goal_phase_id and own.category is null
left join hub.lead_time_goal part on part.phase_id = s.goal_phase_id and part.category = s.category
order by s.level = 3 desc, case when :by = 'ORDER' then max(s.mean) over (partition by s.code) end desc nulls last, s.code, s.level = 0,
  s.category
limit 10001
