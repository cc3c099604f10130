-- Copies the item's routing into the orders that follow it, for orders and routings changed in this transaction.
-- Closed orders keep the steps they had. A step that is not in the routing any more goes, unless work was posted on it.
-- Returns the number of steps written.
with touched as (
  select o.id
    from hub.change_log l join hub.production_order o on o.id = l.row_id
   where l.tx = pg_current_xact_id() and l.entity = 'production_order' and o.routing is not null
  union
  select o.id
    from hub.change_log l
    join hub.routing_step r on r.id = l.row_id
    join hub.production_order o on o.item_id = r.item_id and o.routing = r.routing
   where l.tx = pg_current_xact_id() and l.entity = 'routing_step' and o.reported_status <> 'CLOSED'
), wanted as (
  select o.id as order_id, o.company_id, o.source, r.sequence, r.operation, r.phase_id, r.description, r.equipment,
         r.deleted_at, r.observed_at, r.inbox_id,
         md5(o.public_id::text || '/' || r.sequence)::uuid as public_id
    from touched
    join hub.production_order o using (id)
    join hub.routing_step r on r.item_id = o.item_id and r.routing = o.routing
), changed as (
  select t.order_id, t.company_id, t.source, t.sequence, t.operation, t.phase_id, t.description, t.equipment,
         now() as deleted_at, t.observed_at, t.inbox_id, t.public_id, t.id, to_jsonb(t) as before
    from hub.order_step t
   where t.order_id in (select order_id from wanted where deleted_at is null)
     and t.deleted_at is null
     and not exists (select 1 from wanted w where w.order_id = t.order_id and w.sequence = t.sequence)
     and not exists (select 1 from hub.posting p where p.step_id = t.id and p.state = 'ACCEPTED' and p.deleted_at is null)
  union all
  select w.*, t.id, case when t.id is not null then to_jsonb(t) end as before
    from wanted w left join hub.order_step t on t.order_id = w.order_id and t.sequence = w.sequence
   where (t.id is null and w.deleted_at is null)
      or (t.id is not null
          and (t.operation, t.phase_id, t.description, t.equipment, t.deleted_at is null)
              is distinct from (w.operation, w.phase_id, w.description, w.equipment, w.deleted_at is null))
), merged as (
  merge into hub.order_step t using changed c on t.id = c.id
  when matched then update set operation = c.operation, phase_id = c.phase_id, description = c.description,
       equipment = c.equipment, deleted_at = c.deleted_at, observed_at = c.observed_at, inbox_id = c.inbox_id
  when not matched then
    insert (public_id, company_id, source, order_id, sequence, operation, phase_id, description, equipment, observed_at, inbox_id)
    values (c.public_id, c.company_id, c.source, c.order_id, c.sequence, c.operation, c.phase_id, c.description, c.equipment,
            c.observed_at, c.inbox_id)
  returning case when t.deleted_at is not null then 'D' else left(merge_action(), 1) end as kind, t.id, t.company_id,
            t.inbox_id, c.before
), logged as (
  insert into hub.change_log (entity, row_id, company_id, kind, inbox_id, before)
  select 'order_step', id, company_id, kind::"char", inbox_id, before from merged
)
select count(*) from merged
