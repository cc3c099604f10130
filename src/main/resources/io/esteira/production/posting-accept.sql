with posted as (
  insert into hub.posting (
    public_id, company_id, order_id, step_id, posted_on, started_at, ended_at, good, scrap, rework, completes,
    operator, equipment, note, origin, in_erp, reference, created_by, created_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'HUB', false, ?, ?, ?)
  on conflict do nothing
  returning id, public_id, company_id, order_id, step_id, reference
),
scrapped as (
  insert into hub.posting_scrap (posting_id, reason, quantity)
  select p.id, s.reason, sum(s.quantity)
  from posted p, unnest(?::text[], ?::numeric[]) as s (reason, quantity)
  where s.quantity > 0
  group by p.id, s.reason
),
sent as (
  insert into hub.delivery (
    public_id, company_id, posting_id, order_id, step_id, kind, position, target, state, reference, loss_reason,
    reason_code, reason_text, trace_id)
  select d.public_id, p.company_id, p.id, p.order_id, p.step_id, 'POSTING', d.position, ?, ?, d.reference, d.loss_reason, ?, ?, ?
  from posted p, unnest(?::uuid[], ?::text[], ?::text[]) with ordinality as d (public_id, reference, loss_reason, position)
  order by d.position
  returning id, posting_id, company_id, position
),
-- With the posting, for the round trip that it saves.
audited as (
  insert into hub.audit_entry (actor, action, company_id, subject, detail, remote_address, trace_id)
  select ?, 'posting.create', p.company_id, p.public_id::text, ?::jsonb, ?, ?
  from posted p
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind)
  select 'posting', id, company_id, 'I' from posted
  union all
  select 'delivery', id, company_id, 'I' from sent
)
select posting_id, id as delivery_id from sent where position = 1;
