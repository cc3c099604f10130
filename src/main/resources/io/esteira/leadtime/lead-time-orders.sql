-- From the moment at which planning released an order until it was in stock. Of orders whose numbers begin alike (000123-001, 000123-002) the
-- first is the parent, and only it is measured.
stocked as materialized (
  select t.order_id, max(coalesce(t.ended_at, t.posted_on::timestamp at time zone a.zone)) as at, max(t.posted_on) as day, sum(t.good) as pieces
  from asked a
  join hub.phase f
    on f.company_id = a.company_id and f.code in (select jsonb_array_elements_text(a.rules -> 'stockEntryPhases'))
  join hub.order_step s on s.phase_id = f.id and s.deleted_at is null
  join hub.posting t on t.order_id = s.order_id and t.step_id = s.id and t.state = 'ACCEPTED' and t.deleted_at is null
  where t.order_id in (
    select p.order_id
    from hub.posting p
    where p.company_id = a.company_id and p.posted_on between a.first_day and a.last_day and p.state = 'ACCEPTED' and p.deleted_at is null)
  group by t.order_id
),
stay as materialized (
  select o.number as code, i.description as name, null::bigint as goal_phase_id, null::bigint as phase_id, null::bigint as subcontractor_id,
         o.id as order_id, e.pieces, greatest(0, extract(epoch from e.at - r.at) / 86400) as days
  from stocked e
  cross join asked a
  join hub.production_order o on o.id = e.order_id
  join hub.item i on i.id = o.item_id
  cross join lateral (
    select max(coalesce(t.ended_at, t.posted_on::timestamp at time zone a.zone)) as at
    from hub.posting t
    join hub.order_step s on s.id = t.step_id and s.deleted_at is null
    join hub.phase f on f.id = s.phase_id and f.code in (select jsonb_array_elements_text(a.rules -> 'planningPhases'))
    where t.order_id = o.id and t.state = 'ACCEPTED' and t.deleted_at is null
  ) r
  where r.at is not null and e.day between a.first_day and a.last_day
    and not exists (
      select 1
      from hub.production_order x
      where x.company_id = o.company_id and x.number >= split_part(o.number, '-', 1) and x.number < o.number
        and split_part(x.number, '-', 1) = split_part(o.number, '-', 1) and x.deleted_at is null)
),
