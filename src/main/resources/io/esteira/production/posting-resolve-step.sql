-- A step that the source no longer lists still takes its old postings, unless a listed one fits.
update posting_in p
set (step_id, steps) = (
  select (array_agg(s.id order by s.deleted_at nulls first, s.sequence))[1],
         count(*) filter (where s.deleted_at is null)
  from hub.order_step s
  left join hub.phase f on f.id = s.phase_id
  where s.order_id = p.order_id
    and (p.sequence is null or s.sequence = p.sequence)
    and (p.operation is null or s.operation = p.operation)
    and (p.phase is null or f.code = p.phase))
where p.order_id is not null
