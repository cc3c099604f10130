-- From the moment at which planning released an order until it was in stock. Of orders whose numbers begin alike (000123-001, 000123-002) the
-- first is the parent, and only it is measured.
ends as materialized (
  select f.id as phase_id, f.code in (select jsonb_array_elements_text(a.rules -> 'stockEntryPhases')) as in_stock
  from asked a
  join hub.phase f on f.company_id = a.company_id
  where f.code in (
    select jsonb_array_elements_text(a.rules -> 'stockEntryPhases') union all select jsonb_array_elements_text(a.rules -> 'planningPhases'))
),
touched as materialized (
  select distinct t.order_id
  from asked a
  join hub.posting t
    on t.company_id = a.company_id and t.posted_on between a.first_day and a.last_day and t.state = 'ACCEPTED' and t.deleted_at is null
),
passed as materialized (
  select t.order_id, max(coalesce(t.ended_at, t.posted_on::timestamp at time zone a.zone)) filter (where not e.in_stock) as released_at,
         max(coalesce(t.ended_at, t.posted_on::timestamp at time zone a.zone)) filter (where e.in_stock) as stocked_at,
         max(t.posted_on) filter (where e.in_stock) as stocked_on, sum(t.good) filter (where e.in_stock) as pieces
  from touched d
  cross join asked a
  join hub.posting t on t.order_id = d.order_id and t.state = 'ACCEPTED' and t.deleted_at is null
  join hub.order_step s on s.id = t.step_id and s.deleted_at is null
  join ends e on e.phase_id = s.phase_id
  group by t.order_id
),
stay as materialized (
  select o.number as code, i.description as name, null::bigint as goal_phase_id, null::bigint as phase_id, null::bigint as subcontractor_id,
         o.id as order_id, p.pieces, greatest(0, extract(epoch from p.stocked_at - p.released_at) / 86400) as days
  from passed p
  cross join asked a
  join hub.production_order o on o.id = p.order_id
  join hub.item i on i.id = o.item_id
  where p.released_at is not null and p.stocked_on between a.first_day and a.last_day
    and o.id = (
      select x.id
      from hub.production_order x
      where x.company_id = o.company_id and x.number >= split_part(o.number, '-', 1) and x.deleted_at is null
        and split_part(x.number, '-', 1) = split_part(o.number, '-', 1)
      order by x.number
      limit 1)
),
