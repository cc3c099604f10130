-- What targets are made of: what is to be scheduled of each product, and where the pieces of open orders stand, for what people have decided of
-- a plan. Each product is netted once, whatever the number of lots that forecast it. Named, not nested, so that each is computed once.
with rule as materialized (
  select array(select jsonb_array_elements_text(r.rules -> 'planningPhases')) as planning_phases,
         array(select jsonb_array_elements_text(r.rules -> 'excludedOrderTypes')) as excluded_types,
         array(select jsonb_array_elements_text(r.rules -> 'excludedPhases')) as excluded_phases,
         array(select replace(jsonb_array_elements_text(r.rules -> 'finishedPrefixes'), '%', '\%') || '%') as finished,
         array(select jsonb_array_elements_text(r.rules -> 'stockClasses')) as stock_classes,
         array(select jsonb_array_elements_text(r.rules -> 'phasesWithoutParts')) as without_parts,
         (r.rules ->> 'multiplyParts')::boolean as multiply,
         :invoiceFrom::date - (r.rules ->> 'previousFrom')::integer as previous_from,
         :invoiceFrom::date - (r.rules ->> 'previousTo')::integer as previous_to,
         :asOf::date < :invoiceFrom::date + (r.rules ->> 'switchDays')::integer as serves_previous,
         r.rules ->> 'otherCollection' as other_collection
  from (select :rules::jsonb as rules) r
),
phase as materialized (
  select f.id, f.code, coalesce(g.id, f.id) as target_id, coalesce(g.code, f.code) as target_code,
         f.code = any (r.excluded_phases) or coalesce(g.code, f.code) = any (r.excluded_phases) as excluded
  from rule r
  cross join hub.phase f
  left join jsonb_each_text(:rules::jsonb -> 'foldedPhases') d on d.key = f.code
  left join hub.phase g on g.company_id = f.company_id and g.code = d.value
  where f.company_id = :company
),
category as materialized (
  select d.rule ->> 'text' as text, d.rule ->> 'meaning' as meaning, d.nth
  from jsonb_array_elements(:rules::jsonb -> 'categories') with ordinality as d (rule, nth)
),
named as materialized (
  select id as item_id, upper(description) as name from hub.item where company_id = :company
),
of_category as (
  select n.item_id, min(c.nth) as nth from named n join category c on strpos(n.name, c.text) > 0 where :level >= 2 group by n.item_id
),
-- A style stands for itself, and for what has no style. Category, style and item are told as far down as they are asked for.
product as materialized (
  select i.id as item_id, s.id as style_id, s.code as style_code, s.code like any (r.finished) as finished,
         case when :level >= 2 then coalesce(c.meaning, '-') end as category,
         case when :level >= 3 then s.id end as shown_style_id, case when :level >= 4 then i.id end as shown_item_id
  from rule r
  cross join hub.item i
  join hub.item s on s.id = coalesce(i.style_id, i.id)
  left join of_category o on o.item_id = i.id
  left join category c on c.nth = o.nth
  where i.company_id = :company
),
-- The collection that a lot's description tells, with its year.
lot_label as materialized (
  select l.lot, hub.collection_of(l.lot, :rules::jsonb) as label
  from (
    select lot from hub.production_order where company_id = :company and lot is not null
    union
    select description from hub.lot where company_id = :company
  ) l
),
-- Where the source does not say where an order stands: at the first step that is not done.
standing as materialized (
  select o.id, o.company_id, o.number, o.item_id, o.quantity, o.priority, o.lot, split_part(o.type, '-', 1) as type, o.current_phase_id,
         coalesce(o.current_sequence, (
           select min(s.sequence) from hub.order_step s where s.order_id = o.id and s.status <> 'COMPLETED' and s.deleted_at is null)) as sequence
  from hub.production_order o
  where o.company_id = :company and o.status in ('RELEASED', 'IN_PROGRESS', 'SUSPENDED') and o.deleted_at is null
),
-- Steps from there on.
ahead as materialized (
  select o.id as order_id, s.sequence, s.sequence = o.sequence as current, s.phase_id
  from standing o
  join hub.order_step s on s.order_id = o.id and s.sequence >= o.sequence and s.deleted_at is null
),
-- An order of an excluded type does not cover demand.
open_order as materialized (
  select o.id, o.number, o.item_id, o.quantity, o.priority, o.lot, o.type, o.sequence, f.target_id as phase_id, f.code as phase_code,
         coalesce(l.label, r.other_collection) as label,
         coalesce(f.code <> all (r.planning_phases), true) as released, coalesce(o.type <> all (r.excluded_types), true) as covers,
         cardinality(:collections::text[]) = 0 or coalesce(l.label = any (:collections::text[]), false) as wanted
  from rule r
  cross join standing o
  left join ahead s on s.order_id = o.id and s.current
  left join phase f on f.id = coalesce(s.phase_id, o.current_phase_id)
  left join lot_label l on l.lot = o.lot
),
-- Pieces of open orders by product; an order without sizes and colours is one piece of its item.
order_piece as materialized (
  select o.id as order_id, coalesce(l.item_id, o.item_id) as item_id, coalesce(l.good, l.planned) as pieces, o.released, o.wanted, o.covers
  from open_order o
  join hub.order_line l on l.order_id = o.id and l.deleted_at is null
  union all
  select o.id, o.item_id, o.quantity, o.released, o.wanted, o.covers
  from open_order o
  where o.quantity is not null
    and not exists (select 1 from hub.order_line l where l.order_id = o.id and l.deleted_at is null)
),
-- Customers' orders that count for the plan, and those of the collection before.
sold as (
  select l.item_id,
         coalesce(sum(l.ordered) filter (where o.planned_invoice_on >= :invoiceFrom::date), 0) as ordered,
         coalesce(sum(l.invoiced) filter (where o.planned_invoice_on >= :invoiceFrom::date), 0) as invoiced,
         coalesce(sum(l.cancelled) filter (where o.planned_invoice_on >= :invoiceFrom::date), 0) as cancelled,
         coalesce(sum(l.ordered - l.invoiced - l.cancelled) filter (where o.planned_invoice_on < :invoiceFrom::date), 0) as previous
  from rule r
  join hub.sales_order o
    on o.company_id = :company and o.invoice_type_id = any (:invoiceTypes::bigint[]) and not o.cancelled and not o.commercial_block
    and not o.credit_block and o.deleted_at is null
    and (o.planned_invoice_on between :invoiceFrom::date and :invoiceTo::date
      or o.planned_invoice_on between r.previous_from and r.previous_to)
  join hub.sales_order_line l on l.order_id = o.id and l.deleted_at is null
  group by l.item_id
),
held as (
  select b.item_id, sum(b.quantity) as stock
  from rule r
  join hub.stock_balance b
    on b.company_id = :company and b.class = any (r.stock_classes) and b.quantity > 0 and b.deleted_at is null
  group by b.item_id
),
making as (
  select m.item_id, m.load
  from (
    select o.item_id, sum(o.pieces) as load
    from order_piece o
    where o.released and o.covers
    group by o.item_id
  ) m
  join product i on i.item_id = m.item_id and i.finished
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
-- A part has been delivered, is there and is on its way with the products that it is built into. What a product leaves over as it is made
-- (a negative quantity) is built into nothing.
built_in as (
  select b.component_id as item_id, sum(m.times * o.ordered) as ordered, sum(m.times * o.invoiced) as invoiced,
         sum(m.times * o.cancelled) as cancelled, sum(m.times * o.previous) as previous, sum(b.quantity * o.stock) as stock,
         sum(m.times * o.load) as load
  from own o
  join hub.bill_of_material_line b on b.item_id = o.item_id and b.quantity > 0 and b.deleted_at is null
  cross join rule r
  cross join lateral (select case when r.multiply then b.quantity else 1 end as times) m
  group by b.component_id
),
covered as materialized (
  select item_id, coalesce(o.ordered, 0) + coalesce(b.ordered, 0) as ordered, coalesce(o.invoiced, 0) + coalesce(b.invoiced, 0) as invoiced,
         coalesce(o.cancelled, 0) + coalesce(b.cancelled, 0) as cancelled, coalesce(o.previous, 0) + coalesce(b.previous, 0) as previous,
         coalesce(o.stock, 0) + coalesce(b.stock, 0) as stock, coalesce(o.load, 0) + coalesce(b.load, 0) as load
  from own o
  full join built_in b using (item_id)
),
-- What is to be made: by product where the source names it, else by style; what has no product is never netted.
forecast as (
  select f.style_id, f.item_id, sum(f.pieces) as pieces,
         coalesce(sum(f.pieces) filter (where f.lot_id <> all (:backlogLots::bigint[])), 0) as netted,
         bool_or(f.lot_id <> all (:backlogLots::bigint[])) as nets
  from hub.lot_forecast f
  where :model = 'LOT_FORECAST' and f.lot_id = any (:lots::bigint[]) and f.deleted_at is null
  group by f.style_id, f.item_id
  union all
  select i.style_id, c.item_id, c.ordered, c.ordered, true
  from covered c
  join product i on i.item_id = c.item_id
  where :model = 'SALES' and c.ordered <> 0
),
-- Orders that planning has not released, of the collections of lots that say so.
backlog as (
  select o.item_id, sum(o.pieces) as pieces
  from open_order t
  join order_piece o on o.order_id = t.id
  where :model = 'LOT_FORECAST' and not t.released
    and t.label in (
      select b.label
      from hub.lot l
      join lot_label b on b.lot = l.description
      where l.id = any (:backlogLots::bigint[]))
  group by o.item_id
),
-- Stock serves what is left open of the collection before first, until its time is over.
netted as (
  select coalesce(f.style_id, i.style_id) as style_id, coalesce(f.item_id, b.item_id) as item_id, coalesce(f.pieces, 0) as forecast,
         case when f.nets then f.netted end as netted, coalesce(c.invoiced, 0) as invoiced, coalesce(c.cancelled, 0) as cancelled,
         coalesce(c.stock, 0) as stock, coalesce(c.load, 0) as coming,
         case when r.serves_previous then coalesce(c.previous, 0) else 0 end as previous, coalesce(b.pieces, 0) as backlog
  from forecast f
  full join backlog b on b.item_id = f.item_id
  cross join rule r
  left join covered c on c.item_id = f.item_id
  left join product i on i.item_id = b.item_id
),
-- Each style passes each phase of its routing once.
passes as materialized (
  select distinct s.item_id as style_id, f.target_id as phase_id
  from rule r
  cross join product i
  join hub.routing_step s on s.item_id = i.item_id and s.deleted_at is null
  join phase f on f.id = s.phase_id
  where i.item_id = i.style_id and not f.excluded
    and (i.finished or f.target_code <> all (r.without_parts))
),
demand as materialized (
  select n.*,
         coalesce(greatest(0, n.netted - n.invoiced - n.cancelled - (n.stock - n.previous + n.coming)), 0) + n.backlog as to_schedule
  from netted n
),
style_phases as (
  select s.style_id, array_agg(f.code order by f.code) as phases
  from (select distinct style_id from demand) d
  join passes s on s.style_id = d.style_id
  join hub.phase f on f.id = s.phase_id
  group by s.style_id
),
done_for as materialized (
  select d.phase, d.type from jsonb_to_recordset(:rules::jsonb -> 'doneForTypes') as d (phase text, type text)
),
-- Which phases released orders still have to pass: the first time that a phase comes counts.
pending as materialized (
  select s.order_id, f.target_id as phase_id, min(s.sequence) as first_sequence, bool_or(s.current) as stands
  from open_order o
  join ahead s on s.order_id = o.id
  join phase f on f.id = s.phase_id
  where o.released and o.wanted and not f.excluded
    and (o.type is null or (f.code, o.type) not in (select phase, type from done_for))
  group by s.order_id, f.target_id
),
course as (
  select order_id, phase_id, stands,
         coalesce(not stands and first_sequence = min(first_sequence) filter (where not stands) over (partition by order_id), false) as comes_next
  from pending
)
