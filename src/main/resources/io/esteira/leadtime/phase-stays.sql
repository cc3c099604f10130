-- Where open orders stand, since when, and how that looks beside the goal: that of the category in the phase, else that of the phase. An order
-- has entered a phase when it left the last posted step of another phase before.
with asked as materialized (
  select :company::smallint as company_id, :rules::jsonb as rules, :zone::text as zone, :now::timestamptz as now
),
phase as materialized (
  select f.id, f.code, coalesce(g.id, f.id) as target_id
  from asked a
  join hub.phase f on f.company_id = a.company_id
  left join hub.phase g on g.company_id = a.company_id and g.code = a.rules -> 'foldedPhases' ->> f.code
),
standing as materialized (
  select o.id as order_id, o.number, o.lot, o.priority, o.item_id, o.quantity, at.sequence, f.target_id as phase_id
  from asked a
  join hub.production_order o
    on o.company_id = a.company_id and o.status in ('RELEASED', 'IN_PROGRESS', 'SUSPENDED') and o.deleted_at is null
  -- Where the source does not say where an order stands: at the first step that is not done.
  cross join lateral (
    select coalesce(o.current_sequence, (
      select min(s.sequence) from hub.order_step s where s.order_id = o.id and s.status <> 'COMPLETED' and s.deleted_at is null)) as sequence
  ) at
  left join hub.order_step s on s.order_id = o.id and s.sequence = at.sequence
  join phase f on f.id = coalesce(s.phase_id, o.current_phase_id)
  where :phase::text is null or f.target_id in (select target_id from phase where code = :phase)
),
order_item as materialized (
  select t.order_id, coalesce(l.item_id, t.item_id) as item_id, sum(coalesce(l.good, l.planned, t.quantity, 0)) as pieces
  from standing t
  left join hub.order_line l on l.order_id = t.order_id and l.deleted_at is null
  group by t.order_id, coalesce(l.item_id, t.item_id)
),
item_category as materialized (
  select i.id as item_id, hub.category_of(i.description, a.rules) as category
  from (select distinct item_id from order_item) d
  join hub.item i on i.id = d.item_id
  cross join asked a
),
order_category as materialized (
  select distinct on (u.order_id) u.order_id, u.category, sum(u.pieces) over (partition by u.order_id) as pieces
  from (
    select o.order_id, c.category, sum(o.pieces) as pieces
    from order_item o
    join item_category c on c.item_id = o.item_id
    group by o.order_id, c.category
  ) u
  order by u.order_id, u.pieces desc, u.category
),
-- The last posting of the last posted step before that is of another phase.
entered as materialized (
  select distinct on (s.order_id) s.order_id, coalesce(t.ended_at, t.posted_on::timestamp at time zone a.zone) as at
  from standing s
  cross join asked a
  join hub.posting t on t.order_id = s.order_id and t.state = 'ACCEPTED' and t.deleted_at is null
  join hub.order_step p on p.id = t.step_id and p.sequence < s.sequence and p.deleted_at is null
  join phase x on x.id = p.phase_id and x.target_id <> s.phase_id
  order by s.order_id, p.sequence desc, at desc
),
stay as (
  select s.number, s.lot, s.priority, f.code as phase, f.name as phase_name, k.category, k.pieces, e.at as entered_at,
         round(greatest(0, extract(epoch from a.now - e.at) / 86400), 2) as days, coalesce(part.days, own.days) as goal,
         case when part.days is not null then part.attention_days else own.attention_days end as attention, own.responsible
  from standing s
  cross join asked a
  join hub.phase f on f.id = s.phase_id
  join order_category k on k.order_id = s.order_id
  left join entered e on e.order_id = s.order_id
  left join hub.lead_time_goal own on own.phase_id = s.phase_id and own.category is null
  left join hub.lead_time_goal part on part.phase_id = s.phase_id and part.category = k.category
  where :category::text is null or k.category = :category
),
coloured as (
  select t.*,
         case when t.days is null or t.goal is null then null
              when t.days <= t.goal then 'NORMAL'
              when t.days < t.attention then 'ATTENTION'
              else 'LATE' end as flag
  from stay t
)
select *
from coloured c
where :flag::text is null or c.flag = :flag
order by c.days desc nulls last, c.number
limit 5000
