-- Which parts open mother orders (suffix -001) need between cutting out and assembly: they have passed the first of two phases and not yet the
-- second. What there is of each part, and what open orders of it that are neither in planning nor held up will bring.
with rule as materialized (
  select array(select jsonb_array_elements_text(r.rules -> 'separationPhases')) as separation,
         array(select jsonb_array_elements_text(r.rules -> 'assemblyPhases')) as assembly,
         array(select jsonb_array_elements_text(r.rules -> 'heldUpPhases')) as held_up,
         array(select jsonb_array_elements_text(r.rules -> 'partStockClasses')) as stock_classes
  from (select :rules::jsonb as rules) r
),
standing as (
  select o.id, o.number, o.lot_code, o.item_id, o.quantity, o.current_phase_id, coalesce(o.current_sequence, (
           select min(s.sequence) from hub.order_step s where s.order_id = o.id and s.status <> 'COMPLETED' and s.deleted_at is null)) as sequence
  from hub.production_order o
  where o.company_id = :company and o.status in ('RELEASED', 'IN_PROGRESS', 'SUSPENDED') and o.deleted_at is null
),
waiting as (
  select o.id, o.number, o.lot_code
  from standing o
  cross join rule r
  where o.number like '%-001'
    and exists (
      select 1 from hub.order_step s join hub.phase f on f.id = s.phase_id
      where s.order_id = o.id and s.sequence < o.sequence and f.code = any (r.separation) and s.deleted_at is null)
    and exists (
      select 1 from hub.order_step s join hub.phase f on f.id = s.phase_id
      where s.order_id = o.id and s.sequence >= o.sequence and f.code = any (r.assembly) and s.deleted_at is null)
),
coming as (
  select coalesce(l.item_id, o.item_id) as item_id, sum(coalesce(l.good, l.planned, o.quantity)) as pieces
  from standing o
  cross join rule r
  left join hub.order_line l on l.order_id = o.id and l.deleted_at is null
  left join hub.order_step s on s.order_id = o.id and s.sequence = o.sequence and s.deleted_at is null
  left join hub.phase f on f.id = coalesce(s.phase_id, o.current_phase_id)
  where f.code is null or f.code <> all (r.held_up)
  group by coalesce(l.item_id, o.item_id)
)
select w.number, w.lot_code, c.code as component, l.color, l.size, sum(coalesce(l.good, l.planned) * b.quantity) as pieces,
       coalesce((
         select sum(k.quantity)
         from rule r
         join hub.stock_balance k on k.item_id = c.id and k.class = any (r.stock_classes) and k.deleted_at is null), 0) as stock,
       coalesce(g.pieces, 0) as coming
from waiting w
join hub.order_line l on l.order_id = w.id and l.deleted_at is null
join hub.bill_of_material_line b on b.item_id = l.item_id and b.quantity > 0 and b.deleted_at is null
join hub.item c on c.id = b.component_id
left join coming g on g.item_id = c.id
group by w.number, w.lot_code, c.id, c.code, l.color, l.size, g.pieces
order by w.number, c.code, l.color, l.size
limit 50001
