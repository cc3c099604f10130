
-- Orders whose next phase is the one that was asked for, those to be pulled first before the others.
select o.number, o.priority, o.lot, o.label as collection, s.code as style_code, s.description as style_name, at.code as at_phase,
       at.name as at_phase_name, coalesce(p.pieces, 0) as pieces, e.entered_on, :asOf::date - e.entered_on as days_at_phase, e.started_on,
       j.reason as delay_reason
from course c
join open_order o on o.id = c.order_id
join hub.production_order d on d.id = o.id
join hub.item s on s.id = o.item_id
join hub.phase at on at.id = o.phase_id
left join (select x.order_id, sum(x.pieces) as pieces from order_piece x group by x.order_id) p on p.order_id = o.id
-- The sequence is looked up by itself: joined, all steps of the plant would be read for each order.
cross join lateral (
  select max(t.posted_on) filter (
           where (select x.sequence from hub.order_step x where x.id = t.step_id) < o.sequence) as entered_on,
         min(t.posted_on) as started_on
  from hub.posting t
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
