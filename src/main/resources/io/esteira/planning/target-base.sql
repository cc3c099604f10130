-- What targets are made of, for one plan: what is to be scheduled of each product, and where the pieces of open orders stand. Each product is
-- netted once, whatever the number of lots that forecast it. Named, not nested, so that each is computed once.
with plan as materialized (
  select p.*, coalesce(:model, p.demand_model) as model, coalesce(:collections::text[], p.collections) as wanted, :asOf::date as as_of,
         :rules::jsonb as rules,
         coalesce(p.calendar_id, (
           select c.id from hub.work_calendar c where c.company_id = p.company_id and c.code = 'DEFAULT')) as day_calendar_id
  from hub.plan p
  where p.id = :plan
),
rule as materialized (
  select array(select jsonb_array_elements_text(p.rules -> 'planningPhases')) as planning_phases,
         array(select jsonb_array_elements_text(p.rules -> 'excludedOrderTypes')) as excluded_types,
         array(select jsonb_array_elements_text(p.rules -> 'excludedPhases')) as excluded_phases,
         array(select jsonb_array_elements_text(p.rules -> 'finishedPrefixes')) as finished_prefixes,
         array(select jsonb_array_elements_text(p.rules -> 'stockClasses')) as stock_classes,
         array(select jsonb_array_elements_text(p.rules -> 'phasesWithoutParts')) as without_parts,
         (p.rules ->> 'multiplyParts')::boolean as multiply,
         p.invoice_from - (p.rules ->> 'previousFrom')::integer as previous_from,
         p.invoice_from - (p.rules ->> 'previousTo')::integer as previous_to,
         p.as_of < p.invoice_from + (p.rules ->> 'switchDays')::integer as serves_previous
  from plan p
),
fold as (
  select f.key as code, f.value as into_code from plan p, jsonb_each_text(p.rules -> 'foldedPhases') f
),
phase as materialized (
  select f.id, f.code, coalesce(g.id, f.id) as target_id, coalesce(g.code, f.code) as target_code
  from plan p
  join hub.phase f on f.company_id = p.company_id
  left join fold d on d.code = f.code
  left join hub.phase g on g.company_id = f.company_id and g.code = d.into_code
),
category as (
  select d.rule ->> 'text' as text, d.rule ->> 'meaning' as meaning, d.nth
  from plan p, jsonb_array_elements(p.rules -> 'categories') with ordinality as d (rule, nth)
),
-- A style stands for itself, and for what has no style.
product as materialized (
  select i.id as item_id, coalesce(i.style_id, i.id) as style_id, i.code, i.description, s.code as style_code,
         exists (select 1 from rule r, unnest(r.finished_prefixes) as f (prefix) where starts_with(s.code, f.prefix)) as finished,
         coalesce((
           select c.meaning from category c where strpos(upper(i.description), c.text) > 0 order by c.nth limit 1), '-') as category
  from plan p
  join hub.item i on i.company_id = p.company_id
  join hub.item s on s.id = coalesce(i.style_id, i.id)
),
-- The collection that a lot's description tells, with its year.
lot_label as materialized (
  select l.lot, hub.collection_of(l.lot, (select rules from plan)) as label
  from (
    select o.lot from plan p join hub.production_order o on o.company_id = p.company_id where o.lot is not null
    union
    select t.description from plan p join hub.lot t on t.company_id = p.company_id
  ) l
),
open_order as materialized (
  select o.id, o.number, o.item_id, o.quantity, o.priority, o.lot, split_part(o.type, '-', 1) as type, at.sequence, f.target_id as phase_id,
         f.code as phase_code, coalesce(l.label, p.rules ->> 'otherCollection') as label,
         coalesce(f.code <> all (r.planning_phases), true) as released,
         cardinality(p.wanted) = 0 or coalesce(l.label = any (p.wanted), false) as wanted
  from plan p
  cross join rule r
  join hub.production_order o
    on o.company_id = p.company_id and o.status in ('RELEASED', 'IN_PROGRESS', 'SUSPENDED') and o.deleted_at is null
  -- Where the source does not say where an order stands: at the first step that is not done.
  cross join lateral (
    select coalesce(o.current_sequence, (
      select min(s.sequence) from hub.order_step s where s.order_id = o.id and s.status <> 'COMPLETED' and s.deleted_at is null)) as sequence
  ) at
  left join hub.order_step s on s.order_id = o.id and s.sequence = at.sequence
  left join phase f on f.id = coalesce(s.phase_id, o.current_phase_id)
  left join lot_label l on l.lot = o.lot
),
-- Pieces of open orders by product; an order without sizes and colours is one piece of its item.
order_piece as materialized (
  select o.id as order_id, coalesce(l.item_id, o.item_id) as item_id, sum(coalesce(l.good, l.planned)) as pieces
  from open_order o
  join hub.order_line l on l.order_id = o.id and l.deleted_at is null
  group by o.id, coalesce(l.item_id, o.item_id)
  union all
  select o.id, o.item_id, o.quantity
  from open_order o
  where o.quantity is not null
    and not exists (select 1 from hub.order_line l where l.order_id = o.id and l.deleted_at is null)
),
-- Customers' orders that count for the plan, and those of the collection before.
sold as materialized (
  select l.item_id,
         coalesce(sum(l.ordered) filter (where o.planned_invoice_on >= p.invoice_from), 0) as ordered,
         coalesce(sum(l.invoiced) filter (where o.planned_invoice_on >= p.invoice_from), 0) as invoiced,
         coalesce(sum(l.cancelled) filter (where o.planned_invoice_on >= p.invoice_from), 0) as cancelled,
         coalesce(sum(l.ordered - l.invoiced - l.cancelled) filter (where o.planned_invoice_on < p.invoice_from), 0) as previous
  from plan p
  cross join rule r
  join hub.plan_invoice_type t on t.plan_id = p.id
  join hub.sales_order o
    on o.company_id = p.company_id and o.invoice_type_id = t.invoice_type_id and not o.cancelled and not o.commercial_block
    and not o.credit_block and o.deleted_at is null
    and (o.planned_invoice_on between p.invoice_from and p.invoice_to or o.planned_invoice_on between r.previous_from and r.previous_to)
  join hub.sales_order_line l on l.order_id = o.id and l.deleted_at is null
  group by l.item_id
),
held as (
  select b.item_id, sum(b.quantity) as stock
  from plan p
  cross join rule r
  join hub.stock_balance b
    on b.company_id = p.company_id and b.class = any (r.stock_classes) and b.quantity > 0 and b.deleted_at is null
  group by b.item_id
),
making as (
  select o.item_id, sum(o.pieces) as load
  from order_piece o
  join open_order t on t.id = o.order_id and t.released
  join product i on i.item_id = o.item_id and i.finished
  cross join rule r
  where t.type is null or t.type <> all (r.excluded_types)
  group by o.item_id
),
own as materialized (
  select item_id, sum(ordered) as ordered, sum(invoiced) as invoiced, sum(cancelled) as cancelled, sum(previous) as previous,
         sum(stock) as stock, sum(load) as load
  from (
    select item_id, ordered, invoiced, cancelled, previous, 0 as stock, 0 as load from sold
    union all
    select item_id, 0, 0, 0, 0, stock, 0 from held
    union all
    select item_id, 0, 0, 0, 0, 0, load from making
  ) u
  group by item_id
),
-- A part has been delivered, is there and is on its way with the products that it is built into.
covered as materialized (
  select item_id, sum(ordered) as ordered, sum(invoiced) as invoiced, sum(cancelled) as cancelled, sum(previous) as previous,
         sum(stock) as stock, sum(load) as load
  from (
    select item_id, ordered, invoiced, cancelled, previous, stock, load from own
    union all
    select b.component_id, m.times * o.ordered, m.times * o.invoiced, m.times * o.cancelled, m.times * o.previous,
           b.quantity * o.stock, m.times * o.load
    from own o
    join hub.bill_of_material_line b on b.item_id = o.item_id and b.deleted_at is null
    cross join rule r
    cross join lateral (select case when r.multiply then b.quantity else 1 end as times) m
  ) u
  group by item_id
),
-- What is to be made: by product where the source names it, else by style; what has no product is never netted.
forecast as materialized (
  select f.style_id, f.item_id, sum(f.pieces) as pieces, coalesce(sum(f.pieces) filter (where not t.to_schedule_from_backlog), 0) as netted,
         bool_or(not t.to_schedule_from_backlog) as nets
  from plan p
  join hub.plan_lot t on t.plan_id = p.id
  join hub.lot_forecast f on f.lot_id = t.lot_id and f.deleted_at is null
  where p.model = 'LOT_FORECAST'
  group by f.style_id, f.item_id
  union all
  select i.style_id, c.item_id, c.ordered, c.ordered, true
  from plan p
  join covered c on c.ordered <> 0
  join product i on i.item_id = c.item_id
  where p.model = 'SALES'
),
-- Orders that planning has not released, of the collections of lots that say so.
backlog as (
  select o.item_id, sum(o.pieces) as pieces
  from plan p
  join open_order t on not t.released
  join order_piece o on o.order_id = t.id
  where p.model = 'LOT_FORECAST'
    and t.label in (
      select b.label
      from hub.plan_lot n
      join hub.lot l on l.id = n.lot_id
      join lot_label b on b.lot = l.description
      where n.plan_id = p.id and n.to_schedule_from_backlog)
  group by o.item_id
),
demand as materialized (
  select u.style_id, u.item_id, sum(u.forecast) as forecast, sum(u.to_schedule) as to_schedule, sum(u.invoiced) as invoiced,
         sum(u.cancelled) as cancelled, sum(u.stock) as stock, sum(u.coming) as coming
  from (
    select f.style_id, f.item_id, f.pieces as forecast, coalesce(c.invoiced, 0) as invoiced, coalesce(c.cancelled, 0) as cancelled,
           coalesce(c.stock, 0) as stock, coalesce(c.load, 0) as coming,
           case when f.nets then greatest(0, f.netted - coalesce(c.invoiced, 0) - coalesce(c.cancelled, 0)
             - (coalesce(c.stock, 0) - case when r.serves_previous then coalesce(c.previous, 0) else 0 end + coalesce(c.load, 0))) else 0 end
             as to_schedule
    from forecast f
    cross join rule r
    left join covered c on c.item_id = f.item_id
    union all
    select i.style_id, b.item_id, 0, 0, 0, 0, 0, b.pieces
    from backlog b
    join product i on i.item_id = b.item_id
  ) u
  group by u.style_id, u.item_id
),
-- Each style passes each phase of its routing once.
passes as materialized (
  select distinct i.style_id, f.target_id as phase_id
  from (select distinct style_id from demand) d
  join product i on i.item_id = d.style_id
  join hub.routing_step s on s.item_id = i.item_id and s.deleted_at is null
  join phase f on f.id = s.phase_id
  cross join rule r
  where f.target_code <> all (r.excluded_phases) and f.code <> all (r.excluded_phases)
    and (i.finished or f.target_code <> all (r.without_parts))
),
-- Where released orders stand, and which phases they still have to pass: the first time that a phase comes counts.
course as materialized (
  select u.*, u.first_sequence = u.at_sequence as stands,
         u.first_sequence = min(u.first_sequence) filter (where u.first_sequence > u.at_sequence) over (partition by u.order_id) as comes_next
  from (
    select o.id as order_id, o.sequence as at_sequence, f.target_id as phase_id, min(s.sequence) as first_sequence
    from plan p
    cross join rule r
    join open_order o on o.released and o.wanted
    join hub.order_step s on s.order_id = o.id and s.sequence >= o.sequence and s.deleted_at is null
    join phase f on f.id = s.phase_id
    where f.target_code <> all (r.excluded_phases) and f.code <> all (r.excluded_phases)
      and not exists (
        select 1
        from jsonb_to_recordset(p.rules -> 'doneForTypes') as d (phase text, type text)
        where d.phase = f.code and d.type = o.type)
    group by o.id, o.sequence, f.target_id
  ) u
)
