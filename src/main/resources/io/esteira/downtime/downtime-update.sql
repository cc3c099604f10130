-- What a source shows of a stop entered there replaces what was known; a stop reported in the hub keeps its own values.
with seen as (
  select distinct on (p.downtime_id) p.*
  from downtime_in p
  where p.downtime_id is not null and p.matched <> 'NEW' and not p.stale
  order by p.downtime_id, p.gone, p.reversed, p.n desc
),
want as (
  select t.id, p.inbox_id, live.yes as in_erp, case when live.yes then 'ACCEPTED' else 'REVERSED' end as state,
         case when live.yes then null else coalesce(t.reversed_at, p.observed_at) end as reversed_at,
         case when own.yes then p.equipment_id else t.equipment_id end as equipment_id,
         case when own.yes then p.reason else t.reason end as reason,
         case when own.yes then p.planned else t.planned end as planned,
         case when own.yes then p.started_at else t.started_at end as started_at,
         case when own.yes then p.ended_at else t.ended_at end as ended_at,
         case when own.yes then p.order_id else t.order_id end as order_id,
         case when own.yes then p.step_id else t.step_id end as step_id,
         case when own.yes then p.operator else t.operator end as operator,
         case when own.yes then p.note else t.note end as note
  from seen p
  join hub.downtime t on t.id = p.downtime_id
  cross join lateral (
    select coalesce(bool_or(not g.reversed and g.gone_at is null), false) as yes
    from hub.downtime_sighting g where g.downtime_id = t.id) live
  cross join lateral (select t.origin <> 'HUB' and not p.gone as yes) own
),
changed as (
  update hub.downtime t
  set in_erp = w.in_erp, state = w.state, reversed_at = w.reversed_at, equipment_id = w.equipment_id, reason = w.reason,
      planned = w.planned, started_at = w.started_at, ended_at = w.ended_at, order_id = w.order_id, step_id = w.step_id,
      operator = w.operator, note = w.note, inbox_id = coalesce(w.inbox_id, t.inbox_id)
  from want w
  join hub.downtime was on was.id = w.id
  where t.id = w.id
    and (t.in_erp, t.state, t.reversed_at, t.equipment_id, t.reason, t.planned, t.started_at, t.ended_at, t.order_id, t.step_id,
         t.operator, t.note)
      is distinct from
        (w.in_erp, w.state, w.reversed_at, w.equipment_id, w.reason, w.planned, w.started_at, w.ended_at, w.order_id, w.step_id,
         w.operator, w.note)
  returning t.id, w.inbox_id, to_jsonb(was) as before
)
insert into hub.change_log (entity, row_id, company_id, kind, inbox_id, before)
select 'downtime', id, :company, 'U', inbox_id, before from changed
