create table hub.target_snapshot (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  plan_id bigint not null references hub.plan (id),
  as_of date not null,
  taken_at timestamptz not null,
  kind text not null check (kind in ('DAILY', 'ON_DEMAND', 'BRIDGE')),
  basis jsonb not null,
  work numeric[] not null,
  forecast numeric not null,
  to_schedule numeric not null,
  awaiting_release numeric not null,
  created_by text not null
);
create unique index target_snapshot_daily on hub.target_snapshot (plan_id, as_of) where kind = 'DAILY';
create index target_snapshot_plan on hub.target_snapshot (plan_id, as_of, id);
create index target_snapshot_company on hub.target_snapshot (company_id, id);
comment on table hub.target_snapshot is 'Targets of a plan as they were (metas congeladas), with all that they were made of; never changed';
comment on column hub.target_snapshot.kind is 'BRIDGE: data of the moment by what people had decided before, kept where they decided otherwise, so that a change is explained';
comment on column hub.target_snapshot.basis is 'What people had decided: contents of the plan, rules, windows';
comment on column hub.target_snapshot.work is 'Which part of each day was to be worked, from as_of on';

create table hub.target_snapshot_part (
  snapshot_id bigint not null references hub.target_snapshot (id),
  phase_id bigint not null references hub.phase (id),
  category text not null,
  forecast numeric not null,
  to_schedule numeric not null,
  load numeric not null,
  queue_next numeric not null,
  queue numeric not null,
  achieved_today numeric not null,
  primary key (snapshot_id, phase_id, category)
);
comment on table hub.target_snapshot_part is 'Pieces by phase and category';

create table hub.target_snapshot_item (
  snapshot_id bigint not null references hub.target_snapshot (id),
  style_id bigint not null,
  item_id bigint,
  netted numeric,
  invoiced numeric not null,
  cancelled numeric not null,
  previous numeric not null,
  stock numeric not null,
  coming numeric not null,
  backlog numeric not null,
  to_schedule numeric not null
);
create index target_snapshot_item_snapshot on hub.target_snapshot_item (snapshot_id);
comment on table hub.target_snapshot_item is 'What was to be scheduled of each product, and of what it was made';
comment on column hub.target_snapshot_item.item_id is 'Null: what a style is forecast for without a product';

create table hub.target_snapshot_style (
  snapshot_id bigint not null references hub.target_snapshot (id),
  style_id bigint not null,
  phases text[] not null,
  primary key (snapshot_id, style_id)
);
comment on table hub.target_snapshot_style is 'Phases that a style passed';

create function hub.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception '% is never changed', tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;
comment on function hub.refuse_change is 'For tables whose rows stay as they were written';

create trigger target_snapshot_stays before update or delete or truncate on hub.target_snapshot for each statement execute function hub.refuse_change();
create trigger target_snapshot_part_stays before update or delete or truncate on hub.target_snapshot_part for each statement execute function hub.refuse_change();
create trigger target_snapshot_item_stays before update or delete or truncate on hub.target_snapshot_item for each statement execute function hub.refuse_change();
create trigger target_snapshot_style_stays before update or delete or truncate on hub.target_snapshot_style for each statement execute function hub.refuse_change();
