-- Who had an order on a day: to whom it was last handed by then, else who has it now. Several where that does not tell.
select t.id
from (
  select s.subcontractor_id as id,
         rank() over (order by max(s.released_on) filter (where s.released_on <= :day) desc nulls last, bool_or(s.open) desc) as place
  from hub.subcontract_shipment s
  where s.order_id = :order and s.deleted_at is null
  group by s.subcontractor_id
) t
where t.place = 1
