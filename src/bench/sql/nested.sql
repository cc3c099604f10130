-- What the nested read answers, as one would write it by hand.
select json_build_object('productionOrders', json_build_object('nodes', (
  select json_agg(json_build_object(
    'id', o.public_id, 'number', o.number, 'status', o.status, 'quantity', o.quantity::text,
    'item', json_build_object('code', i.code, 'description', i.description),
    'steps', s.steps))
  from (
    select * from hub.production_order
    where company_id = any('{1,2}') and deleted_at is null
    order by id
    limit 50
  ) o
  join hub.item i on i.id = o.item_id
  cross join lateral (
    select json_agg(json_build_object('sequence', s.sequence, 'status', s.status, 'phase', json_build_object('code', p.code))
                    order by s.sequence) as steps
    from hub.order_step s
    left join hub.phase p on p.id = s.phase_id
    where s.order_id = o.id and s.deleted_at is null
  ) s)))
