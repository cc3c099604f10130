-- Orders whose next phase is the one that was asked for, those to be pulled first before the others.
select o.number, o.priority, o.lot, o.label as collection, s.code as style_code, s.description as style_name, at.code as at_phase,
       at.name as at_phase_name, p.pieces, e.entered_on, :asOf::date - e.entered_on as days_at_phase, e.started_on, j.reason as delay_reason
from course c
join open_order o on o.id = c.order_id
join hub.production_order d on d.id = o.id
join hub.item s on s.id = o.item_id
join hub.phase at on at.id = o.phase_id
cross join lateral (select coalesce(sum(x.pieces), 0) as pieces from order_piece x where x.order_id = o.id) p
cross join lateral (
  select max(t.posted_on) filter (where x.sequence < o.sequence) as entered_on, min(t.posted_on) as started_on
  from hub.posting t
  join hub.order_step x on x.id = t.step_id
  where t.order_id = o.id and t.state = 'ACCEPTED' and t.deleted_at is null
) e
left join lateral (
  select x.reason from hub.delay_justification x where x.order_id = o.id and x.phase_id = o.phase_id order by x.id desc limit 1
) j on true
where c.comes_next and c.phase_id in (select target_id from phase where target_code = :phase)
order by (
    select min(r.nth) from jsonb_array_elements_text(:rules::jsonb -> 'priorities') with ordinality as r (priority, nth) where r.priority = o.priority
  ) nulls last, e.entered_on nulls last, d.planned_end nulls last, o.number
limit :first
