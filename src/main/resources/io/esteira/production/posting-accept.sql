with posted as (
  insert into hub.posting (
    public_id, company_id, order_id, step_id, posted_on, started_at, ended_at, good, scrap, rework, completes,
    operator, equipment, note, origin, in_erp, reference, created_by, created_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'HUB', false, ?, ?, ?)
  on conflict do nothing
  returning id, public_id, company_id, order_id, step_id, reference, good, scrap, rework
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
    reason_code, reason_text, trace_id, traceparent)
  select d.public_id, p.company_id, p.id, p.order_id, p.step_id, 'POSTING', d.position, ?, ?, d.reference, d.loss_reason, ?, ?, ?, ?
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
-- What posting-totals.sql would compute, by addition: the sums read all postings of the order, which cost most of this.
-- That statement follows where the posting may complete a step, and so the order its phase.
step_changed as (
  update hub.order_step s
  set good_pending = s.good_pending + p.good, scrap_pending = s.scrap_pending + p.scrap,
      rework_pending = s.rework_pending + p.rework,
      status = case s.status when 'WAITING' then 'IN_PROGRESS' else s.status end
  from posted p
  join hub.order_step was on was.id = p.step_id
  where s.id = p.step_id and (p.good > 0 or p.scrap > 0 or p.rework > 0)
  returning s.id, s.company_id, to_jsonb(was) as before
),
-- An order counts the good of its last step and the scrap of all.
order_changed as (
  update hub.production_order o
  set good_pending = o.good_pending + case when ? then p.good else 0 end, scrap_pending = o.scrap_pending + p.scrap,
      status = case o.status when 'RELEASED' then 'IN_PROGRESS' else o.status end
  from posted p
  join hub.production_order was on was.id = p.order_id
  where o.id = p.order_id and (? and p.good > 0 or p.scrap > 0 or o.status = 'RELEASED')
  returning o.id, o.company_id, to_jsonb(was) as before
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind, before)
  select 'posting', id, company_id, 'I', null::jsonb from posted
  union all
  select 'delivery', id, company_id, 'I', null::jsonb from sent
  union all
  select 'order_step', id, company_id, 'U', before from step_changed
  union all
  select 'production_order', id, company_id, 'U', before from order_changed
)
select posting_id, id as delivery_id from sent where position = 1
