-- Keeps targets as they are, with all that they are made of.
,
kept as (
  insert into hub.target_snapshot (company_id, plan_id, as_of, taken_at, kind, basis, work, forecast, to_schedule, awaiting_release, created_by)
  select :company, :plan, :asOf::date, :takenAt, :kind, :basis::jsonb, :work::numeric[],
         coalesce(sum(d.forecast) filter (where i.finished), 0), coalesce(sum(d.to_schedule) filter (where i.finished), 0),
         (select coalesce(sum(o.pieces), 0) from order_piece o where not o.released and o.wanted), :by
  from demand d
  join product i on i.item_id = d.style_id
  returning id, company_id
),
parts_kept as (
  insert into hub.target_snapshot_part
  select k.id, t.phase_id, t.category, t.forecast, t.to_schedule, t.load, t.queue_next, t.queue, t.achieved_today
  from kept k
  cross join target t
),
items_kept as (
  insert into hub.target_snapshot_item
  select k.id, d.style_id, d.item_id, d.netted, d.invoiced, d.cancelled, d.previous, d.stock, d.coming, d.backlog, d.to_schedule
  from kept k
  cross join demand d
),
styles_kept as (
  insert into hub.target_snapshot_style
  select k.id, s.style_id, s.phases
  from kept k
  cross join style_phases s
)
insert into hub.change_log (entity, row_id, company_id, kind)
select 'target_snapshot', id, company_id, 'I' from kept
returning row_id
