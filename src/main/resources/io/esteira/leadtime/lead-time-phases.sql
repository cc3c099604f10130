-- An order leaves a step with its last posting there; it has entered it when it left the last step before that was posted. Steps in a row that
-- are folded into one phase are one stay. However old the entry is, it counts.
touched as materialized (
  select distinct t.order_id
  from asked a
  join hub.posting t
    on t.company_id = a.company_id and t.posted_on between a.first_day and a.last_day and t.state = 'ACCEPTED' and t.deleted_at is null
),
left_step as materialized (
  select t.order_id, s.sequence, f.target_id as phase_id, max(coalesce(t.ended_at, t.posted_on::timestamp at time zone a.zone)) as left_at,
         max(t.posted_on) as left_on, sum(t.good) as pieces
  from touched d
  cross join asked a
  join hub.posting t on t.order_id = d.order_id and t.state = 'ACCEPTED' and t.deleted_at is null
  join hub.order_step s on s.id = t.step_id and s.deleted_at is null
  join phase f on f.id = s.phase_id
  group by t.order_id, s.sequence, f.target_id
),
turn as (
  select *, lag(phase_id) over (partition by order_id order by sequence) is distinct from phase_id as enters from left_step
),
numbered as (
  select *, count(*) filter (where enters) over (partition by order_id order by sequence) as visit from turn
),
visited as (
  select order_id, visit, phase_id, max(left_at) as left_at, max(left_on) as left_on, max(pieces) as pieces
  from numbered
  group by order_id, visit, phase_id
),
entered as (
  select *, lag(left_at) over (partition by order_id order by visit) as entered_at from visited
),
stay as materialized (
  select f.code, f.name, e.phase_id as goal_phase_id, e.phase_id, null::bigint as subcontractor_id, e.order_id, e.pieces,
         greatest(0, extract(epoch from e.left_at - e.entered_at) / 86400) as days
  from entered e
  cross join asked a
  join hub.phase f on f.id = e.phase_id
  where e.entered_at is not null and e.left_on between a.first_day and a.last_day
),
