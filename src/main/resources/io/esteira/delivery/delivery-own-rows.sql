-- What is known of rows of the source that fit a posting. Those of another posting: it was made here too, or was there before
-- this one was posted. A pending row stays that of the posting that had it, whatever became of either. Of a step and a good
-- quantity all postings may be alike to the source; of a step, a reason and a quantity all losses, also two of one posting whose
-- reasons are one to the ERP.
with own as (
  select t.id, t.company_id, t.step_id, t.good, t.created_at, given.target, given.rows, given.pending, given.delivery_id, o.loss_reason,
         coalesce(hub.erp_codes(o.public_id, t.id) -> 'reasons' ->> o.loss_reason, o.loss_reason) as erp_reason,
         (select c.quantity from hub.posting_scrap c where c.posting_id = t.id and c.reason = o.loss_reason) as lost
  from (select ?::bigint as delivery_id, ?::text as target, ?::text[] as rows, ?::text[] as pending) given
  join hub.delivery o on o.id = given.delivery_id
  join hub.posting t on t.id = o.posting_id
)
select array(
         select g.key
         from hub.posting_sighting g
         join hub.posting t on t.id = g.posting_id
         where g.company_id = own.company_id and g.source = own.target and g.key = any(own.rows) and t.id <> own.id
           and (t.origin = 'HUB' or g.first_seen_at < own.created_at - interval '1 minute')
         union
         select d.erp_key
         from hub.delivery d
         where d.company_id = own.company_id and d.target = own.target and d.erp_key = any(own.rows)
           and (d.posting_id <> own.id or d.loss_reason <> own.loss_reason) and d.kind = 'POSTING') as others,
       array(
         select d.pending_key
         from hub.delivery d
         where d.company_id = own.company_id and d.target = own.target and d.pending_key = any(own.pending)
           and (d.posting_id <> own.id or d.loss_reason <> own.loss_reason)) as pending_others,
       (select d.pending_key
        from hub.delivery d
        where d.posting_id = own.id and d.kind = 'POSTING' and d.pending_key is not null
          and d.loss_reason is not distinct from own.loss_reason
        order by d.position desc
        limit 1) as own_pending,
       exists (
         select 1
         from hub.posting t
         join hub.delivery d on d.posting_id = t.id and d.target = own.target and d.kind = 'POSTING'
         where t.step_id = own.step_id and d.id <> own.delivery_id and (t.id <> own.id or own.loss_reason is not null)
           and coalesce(d.erp_codes -> 'reasons' ->> d.loss_reason, d.loss_reason) is not distinct from own.erp_reason
           and case when own.lost is null then t.good = own.good else exists (
             select 1 from hub.posting_scrap c where c.posting_id = t.id and c.reason = d.loss_reason and c.quantity = own.lost) end
           and d.state in ('DELIVERED', 'CLOSED_BY_HAND') and d.erp_key is null
           and not exists (
             select 1 from hub.posting_sighting g where g.posting_id = t.id and g.source = own.target)) as others_unplaced
from own
