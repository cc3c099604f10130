alter table hub.subcontractor add column nickname text;
comment on column hub.subcontractor.nickname is 'What people call it, as the planning system in use tells; null: it does not';

alter table hub.subcontract_capacity add column source text;
comment on column hub.subcontract_capacity.source is 'Source that the capacity is taken from and follows; null: people set it or took it away, and no source changes it';

alter table hub.lead_time_goal add column source text;
comment on column hub.lead_time_goal.source is 'Source that the goal is taken from and follows; null: people set it, and no source changes it';

create table hub.lead_time_goal_end (
  company_id smallint not null references hub.company (id),
  phase_id bigint not null references hub.phase (id),
  category text,
  ended_at timestamptz not null default now(),
  ended_by text not null,
  unique nulls not distinct (phase_id, category)
);
create index lead_time_goal_end_company on hub.lead_time_goal_end (company_id);
comment on table hub.lead_time_goal_end is 'Goals that people have ended: no source brings them back';

alter table hub.subcontract_status
  add column source text,
  add column source_key text,
  add column superseded boolean not null default false,
  add check ((source is null) = (source_key is null));
create unique index subcontract_status_source on hub.subcontract_status (company_id, source, source_key) where source is not null;
comment on table hub.subcontract_status is
  'How far orders were at their subcontractors, as people told: what they last told here holds, else what they last told the source';
comment on column hub.subcontract_status.source is 'Source that people told; null: they told the hub';
comment on column hub.subcontract_status.source_key is 'By which the source knows it: each is taken over once';
comment on column hub.subcontract_status.superseded is 'The source had been told something else since when this was read: it does not hold before what had not been superseded';

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
    when in_entity = 'order at a subcontractor' then exists (
      select 1 from hub.production_order t join hub.subcontract_shipment s on s.order_id = t.id and s.deleted_at is null
       where t.company_id = in_company and t.number = in_key and t.deleted_at is null)
    when in_entity = 'lot code' then exists (
      select 1 from hub.lot t where t.company_id = in_company and t.code = in_key and t.deleted_at is null)
    when in_entity = 'invoice type code' then exists (
      select 1 from hub.invoice_type t where t.company_id = in_company and t.code = in_key and t.deleted_at is null)
    when in_entity = 'phase code' then exists (
      select 1 from hub.phase t where t.company_id = in_company and t.code = in_key and t.deleted_at is null)
    when in_entity = 'subcontractor code' then exists (
      select 1 from hub.subcontractor t where t.company_id = in_company and t.code = in_key and t.deleted_at is null)
    else exists (
      select 1 from hub.source_ref r
       where r.company_id = in_company and r.entity = in_entity and r.source = in_source and r.key = in_key)
  end
$$;
comment on function hub.is_known is 'Whether a thing that a record waits for is there; steps are known by order key / sequence or operation, orders, lots, invoice types, phases and subcontractors also by what people call them';
