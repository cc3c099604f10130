-- Which parts open mother orders (suffix -001) need between cutting out and assembly: they have passed the first of two phases and not yet the
-- second. What there is of each part, and what open orders of it that are neither in planning nor held up will bring.
with standing as (
  select o.id, o.number, o.lot_code, o.item_id, o.quantity, o.current_phase_id, coalesce(o.current_sequence, (
           select min(s.sequence) from hub.order_step s where s.order_id = o.id and s.status <> 'COMPLETED' and s.deleted_at is null)) as sequence
  from hub.production_order o
  where o.company_id = :company and o.status in ('RELEASED', 'IN_PROGRESS', 'SUSPENDED') and o.deleted_at is null
),
waiting as (
  select o.id, o.number, o.lot_code
  from standing o
  where o.number like '%-001'
    and exists (
      select 1 from hub.order_step s join hub.phase f on f.id = s.phase_id
      where s.order_id = o.id and s.sequence < o.sequence and f.code = :passed and s.deleted_at is null)
    and exists (
      select 1 from hub.order_step s join hub.phase f on f.id = s.phase_id
      where s.order_id = o.id and s.sequence >= o.sequence and f.code = :ahead and s.deleted_at is null)
),
coming as (
  select coalesce(l.item_id, o.item_id) as item_id, sum(coalesce(l.good, l.planned, o.quantity)) as pieces
  from standing o
  left join hub.order_line l on l.order_id = o.id and l.deleted_at is null
  left join hub.order_step s on s.order_id = o.id and s.sequence = o.sequence and s.deleted_at is null
  left join hub.phase f on f.id = coalesce(s.phase_id, o.current_phase_id)
  where f.code is null or f.code <> all (:notComing::text[])
  group by coalesce(l.item_id, o.item_id)
)
select w.number, w.lot_code, c.code as component, l.color, l.size, sum(coalesce(l.good, l.planned) * b.quantity) as pieces,
       coalesce((
         select sum(k.quantity) from hub.stock_balance k where k.item_id = c.id and k.class = :stockClass and k.deleted_at is null), 0) as stock,
       coalesce(g.pieces, 0) as coming
from waiting w
join hub.order_line l on l.order_id = w.id and l.deleted_at is null
join hub.bill_of_material_line b on b.item_id = l.item_id and b.deleted_at is null
join hub.item c on c.id = b.component_id
left join coming g on g.item_id = c.id
group by w.number, w.lot_code, c.id, c.code, l.color, l.size, g.pieces
order by w.number, c.code, l.color, l.size
limit 5000
