alter table hub.plan add column source text;
comment on column hub.plan.source is 'Source that the plan is taken from and follows; null: people set it, and no source changes it';

create table hub.former_target (
  id bigint generated always as identity primary key,
  public_id uuid not null,
  company_id smallint not null references hub.company (id),
  source text not null,
  plan_id bigint not null references hub.plan (id),
  day date not null,
  phase text not null,
  phase_name text not null,
  forecast numeric not null,
  to_schedule numeric not null,
  load numeric not null,
  queue numeric not null,
  to_produce numeric not null,
  days numeric not null,
  daily_target numeric not null,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (plan_id, day, phase)
);
create index former_target_company on hub.former_target (company_id, id);
comment on table hub.former_target is 'Targets of phases (metas) as the system in use before the hub has saved them, to be compared with the hub''s';
comment on column hub.former_target.phase is 'Code of the phase, which the hub need not have';

create or replace function hub.is_known(in_company smallint, in_source text, in_entity text, in_key text) returns boolean
language sql stable as $$
  select case
    when in_entity = 'order_step' then exists (
      select 1
        from hub.source_ref r join hub.order_step s on s.order_id = r.id
       where r.company_id = in_company and r.entity = 'production_order' and r.source = in_source
         and r.key = regexp_replace(in_key, '/[^/]*$', '')
         and regexp_replace(in_key, '^.*/', '') in (s.sequence::text, s.operation))
    when in_entity = 'order number' then exists (
      select 1 from hub.production_order t where t.company_id = in_company and t.number = in_key and t.deleted_at is null)
    when in_entity = 'lot code' then exists (
      select 1 from hub.lot t where t.company_id = in_company and t.code = in_key and t.deleted_at is null)
    when in_entity = 'invoice type code' then exists (
      select 1 from hub.invoice_type t where t.company_id = in_company and t.code = in_key and t.deleted_at is null)
    when in_entity = 'phase code' then exists (
      select 1 from hub.phase t where t.company_id = in_company and t.code = in_key and t.deleted_at is null)
    else exists (
      select 1 from hub.source_ref r
       where r.company_id = in_company and r.entity = in_entity and r.source = in_source and r.key = in_key)
  end
$$;
comment on function hub.is_known is 'Whether a thing that a record waits for is there; steps are known by order key / sequence or operation, orders, lots, invoice types and phases also by what people call them';
