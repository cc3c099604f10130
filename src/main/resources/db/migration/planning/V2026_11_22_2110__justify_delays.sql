create table hub.delay_justification (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  order_id bigint not null references hub.production_order (id),
  phase_id bigint not null references hub.phase (id),
  reason text not null check (reason <> ''),
  created_at timestamptz not null default now(),
  created_by text not null
);
create index delay_justification_order on hub.delay_justification (order_id, phase_id, id);
create index delay_justification_phase on hub.delay_justification (phase_id);
create index delay_justification_company on hub.delay_justification (company_id, id);
create trigger delay_justification_stays before update or delete or truncate on hub.delay_justification
  for each statement execute function hub.refuse_change();
comment on table hub.delay_justification is 'Why an order is late at a phase (justificativas), as leaders say it; the last of an order and phase counts';
