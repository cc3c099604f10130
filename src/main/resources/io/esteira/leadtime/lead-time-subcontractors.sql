-- What was sent first comes back first: pieces of a document that came back are matched with those that went there, by the orders' running
-- totals. What came back beyond what was sent is not measured.
noted as materialized (
  select n.order_id, n.subcontractor_id, f.target_id as phase_id, n.direction, n.day, n.pieces,
         sum(n.pieces) over (
           partition by n.order_id, n.subcontractor_id, f.target_id, n.direction order by n.day, n.id) as up_to
  from asked a
  join hub.subcontract_note n on n.company_id = a.company_id and n.deleted_at is null and n.pieces > 0
  join phase f on f.id = n.phase_id
  where n.order_id in (
    select r.order_id
    from hub.subcontract_note r
    where r.company_id = a.company_id and r.direction = 'RETURNED' and r.day between a.first_day and a.last_day and r.deleted_at is null)
),
stay as materialized (
  select b.code, b.name, null::bigint as goal_phase_id, r.phase_id, r.subcontractor_id, r.order_id,
         least(s.up_to, r.up_to) - greatest(s.up_to - s.pieces, r.up_to - r.pieces) as pieces, greatest(0, r.day - s.day)::numeric as days
  from noted r
  cross join asked a
  join noted s
    on s.direction = 'SENT' and s.order_id = r.order_id and s.subcontractor_id = r.subcontractor_id and s.phase_id = r.phase_id
    and s.up_to > r.up_to - r.pieces and s.up_to - s.pieces < r.up_to
  join hub.subcontractor b on b.id = r.subcontractor_id
  where r.direction = 'RETURNED' and r.day between a.first_day and a.last_day
),
