alter table hub.delivery_attempt add column request text;
comment on column hub.delivery_attempt.request is 'What was sent, without logins and without what is of persons; null where the source was asked, and of tries before this was kept';

create table hub.delivery_decision (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references hub.delivery (id),
  kind text not null check (kind in ('RESEND', 'CANCEL', 'CLOSE_BY_HAND')),
  reason text,
  erp_key text,
  changes jsonb not null,
  decided_by text not null,
  decided_at timestamptz not null default now()
);
create index delivery_decision_delivery on hub.delivery_decision (delivery_id, id);
comment on table hub.delivery_decision is 'What people have decided about deliveries that could not go on by themselves';
comment on column hub.delivery_decision.erp_key is 'Row of the ERP that a person named as the one that it became';
comment on column hub.delivery_decision.changes is 'What was mended of its posting, as [{"path": JSON Pointer, "before": JSON, "after": JSON}]';
