-- What left a phase, and those that are folded into it, in a span of days; as target-parts.sql counts it.
with folded as materialized (
  select f.id, f.code
  from hub.phase f
  left join jsonb_each_text(:rules::jsonb -> 'foldedPhases') d on d.key = f.code
  left join hub.phase g on g.company_id = f.company_id and g.code = d.value
  where f.company_id = :company and coalesce(g.code, f.code) = :phase
),
not_counted as materialized (
  select d.phase, d.prefix from jsonb_to_recordset(:rules::jsonb -> 'achievedWithoutParts') as d (phase text, prefix text)
),
gone as (
  select o.number, s.code as style_code, t.posted_on, t.ended_at, t.good, o.lot
  from hub.posting t
  join hub.order_step x on x.id = t.step_id
  join folded f on f.id = x.phase_id
  join hub.production_order o on o.id = t.order_id
  join hub.item i on i.id = o.item_id
  join hub.item s on s.id = coalesce(i.style_id, i.id)
  where t.company_id = :company and t.state = 'ACCEPTED' and t.deleted_at is null and t.posted_on between :from and :to
    and not exists (select 1 from not_counted d where d.phase = f.code and starts_with(s.code, d.prefix))
)
