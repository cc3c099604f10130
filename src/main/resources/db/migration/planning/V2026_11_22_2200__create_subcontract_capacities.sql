create function hub.category_of(in_description text, in_rules jsonb) returns text
language sql immutable as $$
  select coalesce(
    (select d.rule ->> 'meaning' from jsonb_array_elements(in_rules -> 'categories') with ordinality as d (rule, nth)
      where strpos(upper(in_description), d.rule ->> 'text') > 0 order by d.nth limit 1), '-')
$$;
comment on function hub.category_of is 'Category that an item''s description tells by the rules; - where none fits';

alter table hub.subcontractor add column calendar_id bigint references hub.work_calendar (id);
comment on column hub.subcontractor.calendar_id is 'By which its days are counted; null: as those of the plan. Set by people, not by the source';

create table hub.subcontract_capacity (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  subcontractor_id bigint not null references hub.subcontractor (id),
  phase_id bigint not null references hub.phase (id),
  category text not null,
  pieces_per_day numeric not null check (pieces_per_day >= 0),
  lead_time_days integer check (lead_time_days >= 0),
  updated_at timestamptz not null default now(),
  updated_by text not null,
  deleted_at timestamptz,
  unique (subcontractor_id, phase_id, category)
);
create index subcontract_capacity_company on hub.subcontract_capacity (company_id, phase_id);
comment on table hub.subcontract_capacity is 'Pieces of a category that a subcontractor has agreed to make in a phase on each day that it works';
comment on column hub.subcontract_capacity.lead_time_days is 'Days of the calendar from handing over to giving back; null: as the goal of the phase says';

create table hub.subcontract_capacity_change (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  capacity_id bigint not null references hub.subcontract_capacity (id),
  pieces_per_day numeric,
  lead_time_days integer,
  note text,
  created_at timestamptz not null default now(),
  created_by text not null
);
create index subcontract_capacity_change_capacity on hub.subcontract_capacity_change (capacity_id);
create trigger kept before update or delete on hub.subcontract_capacity_change for each row execute function hub.refuse_change();
comment on table hub.subcontract_capacity_change is 'What capacities were set to, when and by whom';
comment on column hub.subcontract_capacity_change.pieces_per_day is 'Null: it was taken away';
