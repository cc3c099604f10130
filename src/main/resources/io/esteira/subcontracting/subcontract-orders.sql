-- What subcontractors hold, one row for each order, subcontractor and phase, with what was last told of it: to the hub, else to the planning
-- system that it reads. When the pieces are to come back:
-- as was last promised, else so many days of the calendar after they were handed over as were agreed with the subcontractor, else as the goal
-- of the phase says.
with asked as materialized (
  select :company::smallint as company_id, :rules::jsonb as rules, :today::date as today
),
phase as materialized (
  select f.id, f.code, coalesce(g.id, f.id) as target_id
  from asked a
  join hub.phase f on f.company_id = a.company_id
  left join hub.phase g on g.company_id = a.company_id and g.code = a.rules -> 'foldedPhases' ->> f.code
),
held as materialized (
  select s.order_id, s.subcontractor_id, f.target_id as phase_id, sum(s.pieces) as pieces, min(s.released_on) as released_on
  from asked a
  join hub.subcontract_shipment s on s.company_id = a.company_id and s.open and s.deleted_at is null
  left join phase f on f.id = s.phase_id
  where (:subcontractor::text is null or s.subcontractor_id in (
      select b.id from hub.subcontractor b where b.company_id = a.company_id and b.code = :subcontractor))
    and (:phase::text is null or f.target_id in (select target_id from phase where code = :phase))
  group by s.order_id, s.subcontractor_id, f.target_id
),
order_category as materialized (
  select distinct on (u.order_id) u.order_id, u.category
  from (
    select h.order_id, hub.category_of(i.description, a.rules) as category, sum(coalesce(l.good, l.planned, 0)) as pieces
    from (select distinct order_id from held) h
    cross join asked a
    join hub.production_order o on o.id = h.order_id
    left join hub.order_line l on l.order_id = o.id and l.deleted_at is null
    join hub.item i on i.id = coalesce(l.item_id, o.item_id)
    group by h.order_id, hub.category_of(i.description, a.rules)
  ) u
  order by u.order_id, u.pieces desc, u.category
),
told as (
  select o.number, o.lot, b.code as subcontractor, b.name as subcontractor_name, f.code as phase, f.name as phase_name, k.category, h.pieces,
         coalesce(h.released_on, n.first_sent) as sent_on, t.days as lead_time_days,
         coalesce(p.promised_on, coalesce(h.released_on, n.first_sent) + t.days) as promised_on,
         case when p.promised_on is not null then 'PERSON'
              when coalesce(h.released_on, n.first_sent) + t.days is not null then 'LEAD_TIME' end as promised_by,
         coalesce(s.status, 'NOT_REPORTED') as status, s.note, s.created_at as told_at, s.created_by as told_by
  from held h
  join hub.production_order o on o.id = h.order_id and o.deleted_at is null
  join hub.subcontractor b on b.id = h.subcontractor_id
  left join hub.phase f on f.id = h.phase_id
  join order_category k on k.order_id = h.order_id
  left join lateral (
    select min(d.day) as first_sent
    from hub.subcontract_note d
    where d.order_id = h.order_id and d.subcontractor_id = h.subcontractor_id and d.direction = 'SENT' and d.deleted_at is null
  ) n on true
  left join lateral (
    select c.status, c.note, c.created_at, c.created_by
    from hub.subcontract_status c
    where c.order_id = h.order_id and c.subcontractor_id = h.subcontractor_id
    order by c.source is not null, c.superseded, c.created_at desc, c.id desc limit 1
  ) s on true
  left join lateral (
    select c.promised_on
    from hub.subcontract_status c
    where c.order_id = h.order_id and c.subcontractor_id = h.subcontractor_id and c.promised_on is not null
    order by c.source is not null, c.superseded, c.created_at desc, c.id desc limit 1
  ) p on true
  cross join lateral (
    select coalesce(
      (select max(c.lead_time_days)
         from hub.subcontract_capacity c
         join phase x on x.id = c.phase_id and x.target_id = h.phase_id
        where c.subcontractor_id = h.subcontractor_id and c.category = k.category and c.deleted_at is null),
      (select ceil(g.days)::integer from hub.lead_time_goal g where g.phase_id = h.phase_id and g.category = k.category),
      (select ceil(g.days)::integer from hub.lead_time_goal g where g.phase_id = h.phase_id and g.category is null)) as days
  ) t
)
select t.*, coalesce(t.promised_on < a.today, false) as late
from told t
cross join asked a
where (:status::text is null or t.status = :status) and (:late::boolean is null or coalesce(t.promised_on < a.today, false) = :late)
order by t.promised_on nulls last, t.number, t.subcontractor, t.phase
limit 5000
