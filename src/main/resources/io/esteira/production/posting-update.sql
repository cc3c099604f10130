-- What a source shows of a posting made there replaces what was known; a posting made in the hub keeps its own values, and
-- what the ERP holds instead stands beside them. What a source does not tell (null) leaves what was known.
with seen as (
  select distinct on (p.posting_id) p.*
  from posting_in p
  where p.posting_id is not null and p.matched <> 'NEW' and not p.stale
  order by p.posting_id, p.gone, p.reversed, p.n desc
),
want as (
  select t.id, p.inbox_id, live.yes and not losing.yes as in_erp,
         case when live.yes then 'ACCEPTED' else 'REVERSED' end as state,
         case when live.yes then null else coalesce(t.reversed_at, p.observed_at) end as reversed_at,
         case when own.yes then p.order_id else t.order_id end as order_id,
         case when own.yes then p.step_id else t.step_id end as step_id,
         case when own.yes then p.posted_on else t.posted_on end as posted_on,
         case when own.yes then coalesce(p.started_at, kept.started_at) else t.started_at end as started_at,
         case when own.yes then coalesce(p.ended_at, kept.ended_at) else t.ended_at end as ended_at,
         case when own.yes then coalesce(p.operator, kept.operator) else t.operator end as operator,
         case when own.yes then coalesce(p.equipment, kept.equipment) else t.equipment end as equipment,
         case when own.yes then coalesce(p.note, kept.note) else t.note end as note,
         case when own.yes then p.good else t.good end as good,
         case when own.yes then coalesce(p.scrap, t.scrap) else t.scrap end as scrap,
         case when own.yes then coalesce(p.rework, t.rework) else t.rework end as rework,
         case when own.yes then p.completes else t.completes end as completes,
         case when compared.yes then nullif(p.good, t.good) else t.erp_good end as erp_good,
         case when compared.yes and p.scrap is not null then nullif(p.scrap, t.scrap) else t.erp_scrap end as erp_scrap,
         case when compared.yes and p.rework is not null then nullif(p.rework, t.rework) else t.erp_rework end as erp_rework
  from seen p
  join hub.posting t on t.id = p.posting_id
  cross join lateral (
    select coalesce(bool_or(not g.reversed and g.gone_at is null), false) as yes
    from hub.posting_sighting g where g.posting_id = t.id) live
  -- Its losses go apart, and not all are there: it is not yet whole in the ERP.
  cross join lateral (
    select exists (
      select 1 from hub.delivery d
      where d.posting_id = t.id and d.kind = 'POSTING' and d.loss_reason is not null
        and d.state not in ('DELIVERED', 'CLOSED_BY_HAND', 'CANCELLED')) as yes) losing
  cross join lateral (select t.origin <> 'HUB' and not p.gone and p.step_id is not null as yes) own
  cross join lateral (select t.origin = 'HUB' and not p.gone and not p.reversed as yes) compared
  -- A pushed posting that is polled later keeps what only the push said.
  left join hub.posting kept on kept.id = t.id and kept.origin <> :origin
),
changed as (
  update hub.posting t
  set in_erp = w.in_erp, state = w.state, reversed_at = w.reversed_at, order_id = w.order_id, step_id = w.step_id,
      posted_on = w.posted_on, started_at = w.started_at, ended_at = w.ended_at, operator = w.operator,
      equipment = w.equipment, note = w.note, good = w.good, scrap = w.scrap, rework = w.rework,
      completes = w.completes, erp_good = w.erp_good, erp_scrap = w.erp_scrap, erp_rework = w.erp_rework,
      inbox_id = coalesce(w.inbox_id, t.inbox_id)
  from want w
  join hub.posting was on was.id = w.id
  where t.id = w.id
    and (t.in_erp, t.state, t.reversed_at, t.order_id, t.step_id, t.posted_on, t.started_at, t.ended_at, t.operator,
         t.equipment, t.note, t.good, t.scrap, t.rework, t.completes, t.erp_good, t.erp_scrap, t.erp_rework)
      is distinct from
        (w.in_erp, w.state, w.reversed_at, w.order_id, w.step_id, w.posted_on, w.started_at, w.ended_at, w.operator,
         w.equipment, w.note, w.good, w.scrap, w.rework, w.completes, w.erp_good, w.erp_scrap, w.erp_rework)
  returning t.id, w.inbox_id, to_jsonb(was) as before
)
insert into hub.change_log (entity, row_id, company_id, kind, inbox_id, before)
select 'posting', id, :company, 'U', inbox_id, before from changed
