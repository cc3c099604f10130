create table hub.subcontract_status (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  order_id bigint not null references hub.production_order (id),
  subcontractor_id bigint not null references hub.subcontractor (id),
  status text not null check (status in ('NOT_REPORTED', 'NOT_STARTED', 'PREPARING', 'SEWING', 'FINISHING', 'AWAITING_REPLACEMENT',
    'FINISHED', 'COLLECTED', 'REPAIRING')),
  note text,
  promised_on date,
  created_at timestamptz not null default now(),
  created_by text not null
);
create index subcontract_status_order on hub.subcontract_status (order_id, subcontractor_id, id);
create index subcontract_status_company on hub.subcontract_status (company_id, id);
create trigger kept before update or delete on hub.subcontract_status for each row execute function hub.refuse_change();
comment on table hub.subcontract_status is 'How far orders were at their subcontractors, as people told; the last one holds';
comment on column hub.subcontract_status.promised_on is 'Day on which the subcontractor will give the pieces back, newly promised; null: nothing new was promised';

create index subcontract_note_order on hub.subcontract_note (order_id);

create table hub.lead_time_goal (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  phase_id bigint not null references hub.phase (id),
  category text,
  days numeric check (days >= 0),
  attention_days numeric,
  responsible text,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  check (days is not null or responsible is not null),
  check (attention_days >= days),
  unique nulls not distinct (phase_id, category)
);
create index lead_time_goal_company on hub.lead_time_goal (company_id);
comment on table hub.lead_time_goal is 'How long orders may stay in a phase, in days of the calendar, and who answers for that';
comment on column hub.lead_time_goal.category is 'Null: all categories that have no goal of their own';
comment on column hub.lead_time_goal.attention_days is 'What takes longer than the goal but less than this calls for attention; what takes longer is late. Null: it is late at once';
