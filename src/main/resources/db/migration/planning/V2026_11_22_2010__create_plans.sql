create table hub.planning_rules (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  valid_from date not null,
  rules jsonb not null,
  note text,
  created_at timestamptz not null default now(),
  created_by text not null
);
create index planning_rules_company on hub.planning_rules (company_id, valid_from, id);
comment on table hub.planning_rules is 'Rules by which targets are computed, whole sets, never changed: of those valid on a day the latest valid_from, of these the last one made';
comment on column hub.planning_rules.valid_from is 'First business day that is computed by it';

create table hub.plan (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  code text not null,
  name text not null,
  sales_from date not null,
  sales_to date not null,
  invoice_from date not null,
  invoice_to date not null,
  demand_model text not null default 'LOT_FORECAST' check (demand_model in ('LOT_FORECAST', 'SALES')),
  calendar_id bigint references hub.work_calendar (id),
  collections text[] not null default '{}',
  created_at timestamptz not null default now(),
  created_by text not null,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  check (sales_from <= sales_to),
  check (invoice_from <= invoice_to),
  unique (company_id, code)
);
comment on table hub.plan is 'Plans (planos): a collection on a timeline, from sales to invoices';
comment on column hub.plan.calendar_id is 'By which days are counted; null: the company''s own';
comment on column hub.plan.collections is 'Labels, such as VERAO 2025, whose orders are this plan''s load; empty: all';

create table hub.plan_lot (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  plan_id bigint not null references hub.plan (id),
  lot_id bigint not null references hub.lot (id),
  to_schedule_from_backlog boolean not null default false,
  unique (plan_id, lot_id)
);
create index plan_lot_lot on hub.plan_lot (lot_id);
comment on column hub.plan_lot.to_schedule_from_backlog is 'What is to be scheduled of the lot is what stands in its collection''s orders that planning has not released, not the forecast''s rest';

create table hub.plan_invoice_type (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  plan_id bigint not null references hub.plan (id),
  invoice_type_id bigint not null references hub.invoice_type (id),
  unique (plan_id, invoice_type_id)
);

create table hub.phase_window (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  plan_id bigint not null references hub.plan (id),
  phase_id bigint not null references hub.phase (id),
  starts_on date not null,
  ends_on date not null,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  check (starts_on <= ends_on),
  unique (plan_id, phase_id)
);
create index phase_window_phase on hub.phase_window (phase_id);
comment on table hub.phase_window is 'Days in which a plan has a phase work (cronograma)';

create table hub.plan_goal (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  plan_id bigint not null references hub.plan (id),
  kind text not null check (kind in ('BRAND', 'CATEGORY')),
  name text not null,
  pieces numeric,
  amount numeric,
  unique (plan_id, kind, name)
);
comment on table hub.plan_goal is 'What a plan is to sell of a brand or category (metas)';

create function hub.collection_of(in_lot text, in_rules jsonb) returns text
language sql immutable as $$
  select coalesce(
           (select d.rule ->> 'meaning' from jsonb_array_elements(in_rules -> 'collections') with ordinality as d (rule, nth)
             where strpos(upper(in_lot), d.rule ->> 'text') > 0 order by d.nth limit 1),
           in_rules ->> 'otherCollection')
         || coalesce(' ' || substring(in_lot from '\m2\d{3}\M'), '')
$$;
comment on function hub.collection_of is 'Label of the collection that a lot''s description tells by the rules: its name, and its year where it has one';
