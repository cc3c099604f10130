-- Ordered quantity (the header's, else the sum of the lines), status (the source's, refined by postings) and current phase of these orders:
-- where the source says at which step an order stands, that step's phase, else the first step that is not completed.
-- Returns the number of orders that changed.
with fact as (
  select o.id,
         coalesce(o.reported_quantity, lines.planned) as quantity,
         case when o.reported_status = 'RELEASED'
               and exists (select 1 from hub.posting p where p.order_id = o.id and p.state = 'ACCEPTED' and p.deleted_at is null)
              then 'IN_PROGRESS' else o.reported_status end as status,
         case when o.reported_status = 'CLOSED' then null else phase.phase_id end as current_phase_id
    from hub.production_order o
    left join lateral (
      select sum(n.planned) as planned from hub.order_line n where n.order_id = o.id and n.deleted_at is null
    ) lines on o.reported_quantity is null
    left join lateral (
      select s.phase_id
        from hub.order_step s
       where s.order_id = o.id and s.deleted_at is null
         and (o.current_sequence is null or s.sequence = o.current_sequence)
         and (o.current_sequence is not null or s.status <> 'COMPLETED')
       order by s.sequence
       limit 1
    ) phase on true
   where o.id = any(?)
), changed as (
  select f.*, to_jsonb(o) as before
    from fact f join hub.production_order o using (id)
   where (o.quantity, o.status, o.current_phase_id) is distinct from (f.quantity, f.status, f.current_phase_id)
), updated as (
  update hub.production_order o
     set quantity = c.quantity, status = c.status, current_phase_id = c.current_phase_id
    from changed c
   where c.id = o.id
  returning o.id, o.company_id, c.before
), logged as (
  insert into hub.change_log (entity, row_id, company_id, kind, before)
  select 'production_order', id, company_id, 'U', before from updated
)
select count(*) from updated
