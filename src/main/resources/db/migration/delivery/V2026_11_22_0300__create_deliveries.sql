create table hub.delivery (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  posting_id bigint not null references hub.posting (id),
  order_id bigint not null references hub.production_order (id),
  step_id bigint not null references hub.order_step (id),
  kind text not null,
  position smallint not null default 1,
  target text not null,
  state text not null default 'PENDING',
  reference text not null,
  reason_code text,
  reason_text text,
  erp_key text,
  attempts integer not null default 0,
  absent_reads integer not null default 0,
  next_at timestamptz not null default now(),
  lease_until timestamptz,
  claim_token bigint not null default 0,
  claimed_by text,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ended_at timestamptz,
  trace_id text,
  unique (posting_id, kind, position)
);
create index delivery_due on hub.delivery (target, next_at, id) where state in ('PENDING', 'RETRYING', 'UNCERTAIN');
create index delivery_sending on hub.delivery (lease_until) where state = 'SENDING';
create index delivery_line on hub.delivery (step_id, id) where state in ('PENDING', 'SENDING', 'RETRYING', 'UNCERTAIN');
create index delivery_waiting on hub.delivery (company_id, state, id) where state in ('REJECTED', 'HELD', 'PENDING_IN_ERP');
comment on table hub.delivery is 'The outbox: postings and reversals on their way to a source';
comment on column hub.delivery.kind is 'POSTING or REVERSAL';
comment on column hub.delivery.position is 'Step of a delivery of several; a step waits until the one before is delivered';
comment on column hub.delivery.state is 'PENDING, SENDING, RETRYING, UNCERTAIN, DELIVERED, REJECTED, PENDING_IN_ERP, HELD, CANCELLED, CLOSED_BY_HAND';
comment on column hub.delivery.claim_token is 'Raised by each claim; a worker that comes back late with an older token is fenced off';
comment on column hub.delivery.absent_reads is 'Times in a row that the source did not show it after an uncertain answer';

create table hub.delivery_attempt (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references hub.delivery (id),
  at timestamptz not null default now(),
  kind text not null,
  claim_token bigint not null,
  outcome text not null,
  detail text not null,
  millis integer not null
);
create index delivery_attempt_delivery on hub.delivery_attempt (delivery_id, id);
comment on table hub.delivery_attempt is 'Each SEND and READ_BACK of a delivery and what came of it';
