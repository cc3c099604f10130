alter table hub.delivery
  alter posting_id drop not null,
  alter order_id drop not null,
  alter step_id drop not null,
  add downtime_id bigint references hub.downtime (id),
  add equipment_id bigint references hub.equipment (id),
  add constraint delivery_subject check (
    case when downtime_id is null then num_nonnulls(posting_id, order_id, step_id) = 3 and equipment_id is null
         else num_nulls(posting_id, order_id, step_id) = 3 and equipment_id is not null end);
create unique index delivery_downtime on hub.delivery (downtime_id, kind) where downtime_id is not null;
create index delivery_due_downtime on hub.delivery (target, next_at, id) where downtime_id is not null and state in ('PENDING', 'RETRYING');
create index delivery_machine on hub.delivery (equipment_id, id)
  where equipment_id is not null and state in ('PENDING', 'SENDING', 'RETRYING', 'UNCERTAIN');
comment on table hub.delivery is 'The outbox: postings, stops and their reversals on their way to a source';
comment on column hub.delivery.kind is 'POSTING, DOWNTIME or REVERSAL';
comment on column hub.delivery.equipment_id is 'The machine of a stop: those of one go in their order, as postings of a step do';
comment on column hub.delivery.erp_codes is 'The ERP''s codes that stood for the posting''s or stop''s when it was last sent: {"operator": …, "equipment": …} and {"reasons": {the posting''s: the ERP''s}} or {"reason": …}; what was sent is asked for by them, whatever the mappings say by then. Null before it is sent';

create function hub.delivery_refusals(in_delivery uuid) returns bigint language sql stable as $$
  select count(*)
    from hub.delivery d
    join hub.delivery_attempt a on a.delivery_id = d.id and a.kind = 'SEND'
   where d.public_id = in_delivery and (a.outcome = 'REJECTED' or a.outcome in ('NOT_EXECUTED', 'BLOCKED') and not exists (
           select 1 from hub.delivery_attempt earlier
            where earlier.delivery_id = a.delivery_id and earlier.kind = 'SEND' and earlier.claim_token < a.claim_token
              and earlier.outcome not in ('REJECTED', 'NOT_EXECUTED', 'BLOCKED')))
$$;
comment on function hub.delivery_refusals is 'How often it was sent and surely not executed; what follows a try that may have been executed does not count, but for refusals by the business';
