-- What was sent first comes back first: pieces are counted through in the order of the days on which they went and came, and each span between
-- two counts was sent by the first document that reaches so far, and came back by the first that does. What came back beyond what was sent is
-- not measured.
noted as materialized (
  select n.order_id, n.subcontractor_id, f.target_id as phase_id, n.direction, n.day,
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
span as (
  select n.order_id, n.subcontractor_id, n.phase_id, n.up_to - coalesce(lag(n.up_to) over counted, 0) as pieces,
         min(n.day) filter (where n.direction = 'SENT') over from_here as sent_on,
         min(n.day) filter (where n.direction = 'RETURNED') over from_here as returned_on
  from noted n
  window counted as (partition by n.order_id, n.subcontractor_id, n.phase_id order by n.up_to),
         from_here as (
           partition by n.order_id, n.subcontractor_id, n.phase_id order by n.up_to range between current row and unbounded following)
),
stay as materialized (
  select b.code, b.name, null::bigint as goal_phase_id, s.phase_id, s.subcontractor_id, s.order_id, s.pieces,
         greatest(0, s.returned_on - s.sent_on)::numeric as days
  from span s
  cross join asked a
  join hub.subcontractor b on b.id = s.subcontractor_id
  where s.pieces > 0 and s.sent_on is not null and s.returned_on between a.first_day and a.last_day
),
