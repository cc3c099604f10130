create view bi.dim_company with (security_barrier, security_invoker = false) as
select
  c.id as company_key,
  c.code as company,
  c.name as company_name,
  c.zone as time_zone
from hub.bi_company c;
comment on view bi.dim_company is 'Companies that the login is granted';
comment on column bi.dim_company.company_key is 'Key of the company, for joins';
comment on column bi.dim_company.company is 'Code of the company';
comment on column bi.dim_company.company_name is 'What it is called';
comment on column bi.dim_company.time_zone is 'Time zone in which its business days are meant';

create view bi.dim_item with (security_barrier, security_invoker = false) as
select
  t.id as item_key,
  c.id as company_key,
  c.code as company,
  t.code as item_code,
  t.description as item_description,
  t.kind as item_kind,
  s.id as style_key,
  s.code as style_code,
  s.description as style_description,
  t.size,
  t.color,
  coalesce((
    select m.to_code from hub.code_mapping m
    where m.company_id = t.company_id and m.kind = 'UNIT' and m.from_source = t.source and m.from_code = t.unit and m.to_source = 'hub'
      and (now() at time zone c.zone)::date between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
    limit 1), t.unit) as unit,
  t.active,
  t.source,
  t.deleted_at is not null as is_deleted
from hub.bi_company c
join hub.item t on t.company_id = c.id
left join hub.item s on s.id = t.style_id and s.company_id = c.id;
comment on view bi.dim_item is 'Items: styles, the products made of them, components, materials';
comment on column bi.dim_item.item_key is 'Key of the item, for joins';
comment on column bi.dim_item.company_key is 'Key of the company: dim_company';
comment on column bi.dim_item.company is 'Code of the company';
comment on column bi.dim_item.item_code is 'The item''s code, leading zeros kept';
comment on column bi.dim_item.item_description is 'What the item is called';
comment on column bi.dim_item.item_kind is 'What it is to the plant: STYLE, PRODUCT, COMPONENT or MATERIAL';
comment on column bi.dim_item.style_key is 'Key of the style that this product is a size and colour of: dim_item; null for items that are none';
comment on column bi.dim_item.style_code is 'That style''s code';
comment on column bi.dim_item.style_description is 'What that style is called';
comment on column bi.dim_item.size is 'Size (tamanho); null where the item has none';
comment on column bi.dim_item.color is 'Colour (cor); null where the item has none';
comment on column bi.dim_item.unit is 'Unit of measure, such as UN or KG: by the mapping (UNIT, from the source to hub) that holds today, else as the source writes it';
comment on column bi.dim_item.active is 'The item may still be made or used';
comment on column bi.dim_item.source is 'The source that the item was first read from, such as csw or protheus';
comment on column bi.dim_item.is_deleted is 'It has disappeared from its source; facts of before still point to it';

create view bi.dim_phase with (security_barrier, security_invoker = false) as
select
  t.id as phase_key,
  c.id as company_key,
  c.code as company,
  t.code as phase_code,
  t.name as phase_name,
  t.source,
  t.deleted_at is not null as is_deleted
from hub.bi_company c
join hub.phase t on t.company_id = c.id;
comment on view bi.dim_phase is 'Phases (fases): sectors or work centres that do similar work';
comment on column bi.dim_phase.phase_key is 'Key of the phase, for joins';
comment on column bi.dim_phase.company_key is 'Key of the company: dim_company';
comment on column bi.dim_phase.company is 'Code of the company';
comment on column bi.dim_phase.phase_code is 'The phase''s code, leading zeros kept';
comment on column bi.dim_phase.phase_name is 'What the phase is called';
comment on column bi.dim_phase.source is 'The source that the phase was first read from';
comment on column bi.dim_phase.is_deleted is 'It has disappeared from its source; facts of before still point to it';

create view bi.dim_equipment with (security_barrier, security_invoker = false) as
select
  t.id as equipment_key,
  c.id as company_key,
  c.code as company,
  t.code as equipment_code,
  t.name as equipment_name,
  t.source,
  t.status,
  t.product_code,
  t.last_at as last_heard_at
from hub.bi_company c
join hub.equipment t on t.company_id = c.id;
comment on view bi.dim_equipment is 'Machines, cells and lines of the shop floor (recursos)';
comment on column bi.dim_equipment.equipment_key is 'Key of the machine, for joins';
comment on column bi.dim_equipment.company_key is 'Key of the company: dim_company';
comment on column bi.dim_equipment.company is 'Code of the company';
comment on column bi.dim_equipment.equipment_code is 'The machine''s code';
comment on column bi.dim_equipment.equipment_name is 'What it is called';
comment on column bi.dim_equipment.source is 'The source that it is known from: mqtt of machines that count, the ERP of one that it names in stops and that is not mapped to one of these';
comment on column bi.dim_equipment.status is 'What it last said about its state, in its own words; empty until it has said something';
comment on column bi.dim_equipment.product_code is 'Code of the product that it last said it makes';
comment on column bi.dim_equipment.last_heard_at is 'When it was last heard of';

create view bi.dim_subcontractor with (security_barrier, security_invoker = false) as
select
  t.id as subcontractor_key,
  c.id as company_key,
  c.code as company,
  t.code as subcontractor_code,
  t.name as subcontractor_name,
  t.nickname as subcontractor_nickname,
  t.source,
  t.deleted_at is not null as is_deleted
from hub.bi_company c
join hub.subcontractor t on t.company_id = c.id;
comment on view bi.dim_subcontractor is 'Other firms that work on production orders (faccionistas)';
comment on column bi.dim_subcontractor.subcontractor_key is 'Key of the subcontractor, for joins';
comment on column bi.dim_subcontractor.company_key is 'Key of the company: dim_company';
comment on column bi.dim_subcontractor.company is 'Code of the company';
comment on column bi.dim_subcontractor.subcontractor_code is 'Its code';
comment on column bi.dim_subcontractor.subcontractor_name is 'What it is called. Personal data (NAME) where the firm is one person';
comment on column bi.dim_subcontractor.subcontractor_nickname is 'What people call it (apelido). Personal data (NAME) where the firm is one person';
comment on column bi.dim_subcontractor.source is 'The source that it was first read from';
comment on column bi.dim_subcontractor.is_deleted is 'It has disappeared from its source; facts of before still point to it';

create view bi.dim_lot with (security_barrier, security_invoker = false) as
select
  t.id as lot_key,
  c.id as company_key,
  c.code as company,
  t.code as lot_code,
  t.description as lot_description,
  t.source,
  t.deleted_at is not null as is_deleted
from hub.bi_company c
join hub.lot t on t.company_id = c.id;
comment on view bi.dim_lot is 'Lots (lotes) that forecasts and production orders belong to';
comment on column bi.dim_lot.lot_key is 'Key of the lot, for joins';
comment on column bi.dim_lot.company_key is 'Key of the company: dim_company';
comment on column bi.dim_lot.company is 'Code of the company';
comment on column bi.dim_lot.lot_code is 'Code of the lot, as fact_production_order has it';
comment on column bi.dim_lot.lot_description is 'What the lot is called';
comment on column bi.dim_lot.source is 'The source that the lot was first read from, such as csw';
comment on column bi.dim_lot.is_deleted is 'It has disappeared from its source; facts of before still point to it';

create view bi.dim_collection with (security_barrier, security_invoker = false) as
select
  t.id as collection_key,
  c.id as company_key,
  c.code as company,
  t.code as collection_code,
  t.name as collection_name,
  t.source,
  t.deleted_at is not null as is_deleted
from hub.bi_company c
join hub.collection t on t.company_id = c.id;
comment on view bi.dim_collection is 'Collections (coleções) that styles are designed for';
comment on column bi.dim_collection.collection_key is 'Key of the collection, for joins';
comment on column bi.dim_collection.company_key is 'Key of the company: dim_company';
comment on column bi.dim_collection.company is 'Code of the company';
comment on column bi.dim_collection.collection_code is 'The collection''s code';
comment on column bi.dim_collection.collection_name is 'What the collection is called';
comment on column bi.dim_collection.source is 'The source that the collection was first read from';
comment on column bi.dim_collection.is_deleted is 'It has disappeared from its source; facts of before still point to it';

create view bi.dim_invoice_type with (security_barrier, security_invoker = false) as
select
  t.id as invoice_type_key,
  c.id as company_key,
  c.code as company,
  t.code as invoice_type_code,
  t.name as invoice_type_name,
  t.source,
  t.deleted_at is not null as is_deleted
from hub.bi_company c
join hub.invoice_type t on t.company_id = c.id;
comment on view bi.dim_invoice_type is 'Kinds of invoices (tipos de nota) by which sales orders are told apart';
comment on column bi.dim_invoice_type.invoice_type_key is 'Key of the kind of invoice, for joins';
comment on column bi.dim_invoice_type.company_key is 'Key of the company: dim_company';
comment on column bi.dim_invoice_type.company is 'Code of the company';
comment on column bi.dim_invoice_type.invoice_type_code is 'Its code';
comment on column bi.dim_invoice_type.invoice_type_name is 'What it is called';
comment on column bi.dim_invoice_type.source is 'The source that it was first read from';
comment on column bi.dim_invoice_type.is_deleted is 'It has disappeared from its source; facts of before still point to it';

create view bi.dim_downtime_reason with (security_barrier, security_invoker = false) as
select
  t.id as downtime_reason_key,
  c.id as company_key,
  c.code as company,
  t.code as reason,
  t.description as reason_description,
  t.source,
  t.deleted_at is not null as is_deleted
from hub.bi_company c
join hub.downtime_reason t on t.company_id = c.id;
comment on view bi.dim_downtime_reason is 'Reasons for which machines stop (motivos de parada), as the ERP keeps them';
comment on column bi.dim_downtime_reason.downtime_reason_key is 'Key of the reason, for joins';
comment on column bi.dim_downtime_reason.company_key is 'Key of the company: dim_company';
comment on column bi.dim_downtime_reason.company is 'Code of the company';
comment on column bi.dim_downtime_reason.reason is 'The reason''s code, leading zeros kept';
comment on column bi.dim_downtime_reason.reason_description is 'What it means';
comment on column bi.dim_downtime_reason.source is 'The source that it was first read from';
comment on column bi.dim_downtime_reason.is_deleted is 'It has disappeared from its source; facts of before still point to it';

create view bi.dim_plan with (security_barrier, security_invoker = false) as
select
  t.id as plan_key,
  c.id as company_key,
  c.code as company,
  t.code as plan_code,
  t.name as plan_name,
  t.sales_from,
  t.sales_to,
  t.invoice_from,
  t.invoice_to,
  t.demand_model,
  array_to_string(t.collections, ', ') as collections
from hub.bi_company c
join hub.plan t on t.company_id = c.id;
comment on view bi.dim_plan is 'Plans (planos): a collection on a timeline, from its sales to its invoices';
comment on column bi.dim_plan.plan_key is 'Key of the plan, for joins';
comment on column bi.dim_plan.company_key is 'Key of the company: dim_company';
comment on column bi.dim_plan.company is 'Code of the company';
comment on column bi.dim_plan.plan_code is 'The plan''s code';
comment on column bi.dim_plan.plan_name is 'What it is called';
comment on column bi.dim_plan.sales_from is 'First day of sales';
comment on column bi.dim_plan.sales_to is 'Last day of sales';
comment on column bi.dim_plan.invoice_from is 'First day of invoicing (início do faturamento)';
comment on column bi.dim_plan.invoice_to is 'Last day of invoicing';
comment on column bi.dim_plan.demand_model is 'What it is to make: LOT_FORECAST what its lots forecast, SALES what customers have ordered';
comment on column bi.dim_plan.collections is 'Labels of the collections whose orders are its load; empty: all';

create view bi.dim_date with (security_barrier, security_invoker = false) as
select
  d.day as "date",
  extract(year from d.day)::integer as "year",
  extract(quarter from d.day)::integer as quarter,
  extract(month from d.day)::integer as "month",
  date_trunc('month', g.at)::date as month_start,
  (date_trunc('month', g.at) + interval '1 month - 1 day')::date as month_end,
  extract(isoyear from d.day)::integer as iso_year,
  extract(week from d.day)::integer as iso_week,
  date_trunc('week', g.at)::date as week_start,
  extract(isodow from d.day)::integer as weekday,
  extract(day from d.day)::integer as day_of_month,
  extract(doy from d.day)::integer as day_of_year
from generate_series(date_trunc('year', now() - interval '7 years')::date::timestamp, (date_trunc('year', now() + interval '4 years') - interval '1 day')::date::timestamp, interval '1 day') as g (at)
cross join lateral (select g.at::date as day) d
where exists (select from hub.bi_company);
comment on view bi.dim_date is 'Days, from the beginning of the seventh year before this one to the end of the third after it; empty for a login without companies';
comment on column bi.dim_date."date" is 'The day';
comment on column bi.dim_date."year" is 'Year';
comment on column bi.dim_date.quarter is 'Quarter, 1 to 4';
comment on column bi.dim_date."month" is 'Month, 1 to 12';
comment on column bi.dim_date.month_start is 'First day of the month';
comment on column bi.dim_date.month_end is 'Last day of the month';
comment on column bi.dim_date.iso_year is 'Year that the ISO week belongs to';
comment on column bi.dim_date.iso_week is 'ISO week, 1 to 53';
comment on column bi.dim_date.week_start is 'Monday of the week';
comment on column bi.dim_date.weekday is 'Day of the week, 1 Monday to 7 Sunday';
comment on column bi.dim_date.day_of_month is 'Day of the month';
comment on column bi.dim_date.day_of_year is 'Day of the year';

create view bi.dim_calendar_day with (security_barrier, security_invoker = false) as
with recursive chain as (
  select t.id as calendar_id, t.id, t.parent_id, t.optional_works, 0 as depth
  from hub.bi_company c join hub.work_calendar t on t.company_id = c.id
  where t.deleted_at is null
  union all
  select p.calendar_id, t.id, t.parent_id, t.optional_works, p.depth + 1
  from chain p join hub.work_calendar t on t.id = p.parent_id
  where p.depth < 9
),
optional as (
  select distinct on (calendar_id) calendar_id, optional_works as works
  from chain where optional_works is not null
  order by calendar_id, depth
),
special as (
  select distinct on (p.calendar_id, d.day) p.calendar_id, d.day, d.kind, d.name, d.work
  from chain p join hub.calendar_day d on d.calendar_id = p.id
  order by p.calendar_id, d.day, p.depth, case d.origin when 'PERSON' then 1 when 'IMPORT' then 2 else 3 end
)
select
  t.id as calendar_key,
  c.id as company_key,
  c.code as company,
  t.code as calendar_code,
  t.name as calendar_name,
  u.day as "date",
  case when s.kind is null or s.kind = 'OPTIONAL' and coalesce(o.works, false) then u.work
              when s.kind = 'EXTRA_SHIFT' then s.work
              else least(s.work, u.work) end as work,
  s.kind,
  s.name as special_day_name
from hub.bi_company c
join hub.work_calendar t on t.company_id = c.id and t.deleted_at is null
cross join generate_series(date_trunc('year', now() - interval '7 years')::date::timestamp, (date_trunc('year', now() + interval '4 years') - interval '1 day')::date::timestamp, interval '1 day') as g (at)
cross join lateral (
  select g.at::date as day,
         case extract(isodow from g.at)
           when 1 then t.monday when 2 then t.tuesday when 3 then t.wednesday when 4 then t.thursday
           when 5 then t.friday when 6 then t.saturday else t.sunday end as work
) u
left join optional o on o.calendar_id = t.id
left join special s on s.calendar_id = t.id and s.day = u.day;
comment on view bi.dim_calendar_day is 'Each day of each work calendar (calendário de trabalho) in the days of dim_date, and which part of it is worked. The calendar DEFAULT is the company''s own';
comment on column bi.dim_calendar_day.calendar_key is 'Key of the calendar: with date, the key of the row';
comment on column bi.dim_calendar_day.company_key is 'Key of the company: dim_company';
comment on column bi.dim_calendar_day.company is 'Code of the company';
comment on column bi.dim_calendar_day.calendar_code is 'Code of the calendar; DEFAULT is the company''s own';
comment on column bi.dim_calendar_day.calendar_name is 'What the calendar is called';
comment on column bi.dim_calendar_day."date" is 'The day: dim_date';
comment on column bi.dim_calendar_day.work is 'Part of the day that is worked, 0 to 1; summed up, business days (dias úteis)';
comment on column bi.dim_calendar_day.kind is 'Why it differs from the usual week: NATIONAL, STATE, MUNICIPAL, OPTIONAL, COLLECTIVE, EXTRA_SHIFT; null where it does not';
comment on column bi.dim_calendar_day.special_day_name is 'What the day is called; null where it is a usual one';
