-- The losses of a posting that was accepted as one delivery become rows of their own behind it.
with split as (
  insert into hub.delivery (
    public_id, company_id, posting_id, order_id, step_id, kind, position, target, state, reference, loss_reason, trace_id,
    traceparent)
  select l.public_id, d.company_id, d.posting_id, d.order_id, d.step_id, d.kind, d.position + l.n, d.target, 'PENDING', l.reference,
         l.loss_reason, d.trace_id, d.traceparent
  from hub.delivery d, unnest(?::uuid[], ?::text[], ?::text[]) with ordinality as l (public_id, reference, loss_reason, n)
  where d.id = ?
  order by l.n
  returning id, company_id
)
insert into hub.change_log (entity, row_id, company_id, kind)
select 'delivery', id, company_id, 'I' from split
