-- Copies the item's routing into the orders that follow it, for orders and routings changed in this transaction.
-- Closed orders keep the steps they had. A step that is not in the routing any more goes, unless work was posted on it.
-- Two rows of the routing may claim one position, such as operations 01 and 1: the one that is not deleted counts.
-- Returns the number of steps written.
with touched as (
  select o.id
    from hub.change_log l join hub.production_order o on o.id = l.row_id
   where l.tx = pg_current_xact_id() and l.entity = 'production_order' and o.routing is not null
     and (l.kind = 'I' or o.reported_status <> 'CLOSED')
  union
  select o.id
    from hub.change_log l
    join hub.routing_step r on r.id = l.row_id
    join hub.production_order o on o.item_id = r.item_id and o.routing = r.routing
   where l.tx = pg_current_xact_id() and l.entity = 'routing_step' and o.reported_status <> 'CLOSED'
), wanted as (
  select distinct on (o.id, r.sequence)
         o.id as order_id, o.company_id, o.source, r.sequence, r.operation, r.phase_id, r.description, r.equipment,
         r.deleted_at, r.observed_at, r.inbox_id,
         md5(o.public_id::text || '/' || r.sequence)::uuid as public_id
    from touched
    join hub.production_order o using (id)
    join hub.routing_step r on r.item_id = o.item_id and r.routing = o.routing
   order by o.id, r.sequence, r.deleted_at desc nulls first, r.operation
), known as (
  select order_id, bool_or(deleted_at is null) as lives from wanted group by order_id
), changed as (
  select t.order_id, t.company_id, t.source, t.sequence, t.operation, t.phase_id, t.description, t.equipment,
         now() as deleted_at, coalesce(w.observed_at, t.observed_at) as observed_at, coalesce(w.inbox_id, t.inbox_id) as inbox_id,
         t.public_id, t.id, to_jsonb(t) as before
    from known k
    join hub.order_step t on t.order_id = k.order_id and t.deleted_at is null
    left join wanted w on w.order_id = t.order_id and w.sequence = t.sequence
   where case when w.order_id is null then k.lives else w.deleted_at is not null end
     and not exists (select 1 from hub.posting p where p.step_id = t.id and p.state = 'ACCEPTED' and p.deleted_at is null)
  union all
  select w.*, t.id, case when t.id is not null then to_jsonb(t) end as before
    from wanted w left join hub.order_step t on t.order_id = w.order_id and t.sequence = w.sequence
   where w.deleted_at is null
     and (t.id is null
          or (t.operation, t.phase_id, t.description, t.equipment, t.deleted_at is null)
             is distinct from (w.operation, w.phase_id, w.description, w.equipment, true))
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
