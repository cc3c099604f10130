create view bi.fact_production_order with (security_barrier, security_invoker = false) as
select
  t.id as order_key,
  c.id as company_key,
  c.code as company,
  t.number as order_number,
  t.item_id as item_key,
  t.status,
  t.source_status,
  t.quantity,
  coalesce((
    select m.to_code from hub.code_mapping m
    where m.company_id = t.company_id and m.kind = 'UNIT' and m.from_source = t.source and m.from_code = t.unit and m.to_source = 'hub'
      and (now() at time zone c.zone)::date between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
    limit 1), t.unit) as unit,
  t.lot,
  t.lot_code,
  t.type as order_type,
  t.priority,
  t.routing,
  t.current_sequence,
  t.current_phase_id as current_phase_key,
  f.code as current_phase,
  t.opened_on,
  t.planned_start as planned_start_on,
  t.planned_end as planned_end_on,
  t.ended_on,
  t.posting_blocked,
  t.good_in_erp,
  t.good_pending,
  t.scrap_in_erp,
  t.scrap_pending,
  t.source,
  t.observed_at
from hub.bi_company c
join hub.production_order t on t.company_id = c.id
left join hub.phase f on f.id = t.current_phase_id and f.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_production_order is 'Production orders (OP), one row each';
comment on column bi.fact_production_order.order_key is 'Key of the order, for joins';
comment on column bi.fact_production_order.company_key is 'Key of the company: dim_company';
comment on column bi.fact_production_order.company is 'Code of the company';
comment on column bi.fact_production_order.order_number is 'The number that people use, zeros and letters kept';
comment on column bi.fact_production_order.item_key is 'Key of the item: dim_item';
comment on column bi.fact_production_order.status is 'Where the order stands: PLANNED, RELEASED, IN_PROGRESS, SUSPENDED, CLOSED';
comment on column bi.fact_production_order.source_status is 'The source''s own code of the status';
comment on column bi.fact_production_order.quantity is 'Quantity ordered; null until it is known';
comment on column bi.fact_production_order.unit is 'Unit of the quantities, by the mapping (UNIT, from the source to hub) that holds today, else as the source writes it; null where the source gives none. A mapping names the unit anew; it converts no quantity';
comment on column bi.fact_production_order.lot is 'Lot that the order belongs to (lote): what it is called';
comment on column bi.fact_production_order.lot_code is 'Code of the lot; null where the source has no codes of lots';
comment on column bi.fact_production_order.order_type is 'Type of the order by the plant''s own rules (tipo de OP)';
comment on column bi.fact_production_order.priority is 'Priority that the source gives it';
comment on column bi.fact_production_order.routing is 'Which of the item''s routings is used; null where the order has a routing of its own';
comment on column bi.fact_production_order.current_sequence is 'Position of the step that the order stands at; null where the source does not say';
comment on column bi.fact_production_order.current_phase_key is 'Key of the phase that the order stands at: dim_phase';
comment on column bi.fact_production_order.current_phase is 'Code of that phase';
comment on column bi.fact_production_order.opened_on is 'Day on which it was opened';
comment on column bi.fact_production_order.planned_start_on is 'Day on which work is planned to start';
comment on column bi.fact_production_order.planned_end_on is 'Day on which it is planned to be finished';
comment on column bi.fact_production_order.ended_on is 'Day on which it ended; null while it is open';
comment on column bi.fact_production_order.posting_blocked is 'The source takes no postings for it at present';
comment on column bi.fact_production_order.good_in_erp is 'Good quantity of the last step that the ERP holds';
comment on column bi.fact_production_order.good_pending is 'Good quantity of the last step that is on its way to the ERP, less reversals on their way';
comment on column bi.fact_production_order.scrap_in_erp is 'Scrap of all steps that the ERP holds';
comment on column bi.fact_production_order.scrap_pending is 'Scrap of all steps that is on its way to the ERP, less reversals on their way';
comment on column bi.fact_production_order.source is 'The source that the order was first read from, such as csw or protheus';
comment on column bi.fact_production_order.observed_at is 'When the hub last saw it at its source';

create view bi.fact_order_line with (security_barrier, security_invoker = false) as
select
  t.id as order_line_key,
  c.id as company_key,
  c.code as company,
  t.order_id as order_key,
  t.item_id as item_key,
  t.size,
  t.color,
  t.planned,
  t.good,
  t.second_quality
from hub.bi_company c
join hub.order_line t on t.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_order_line is 'Sizes and colours of production orders with their quantities (grade), one row each';
comment on column bi.fact_order_line.order_line_key is 'Key of the line';
comment on column bi.fact_order_line.company_key is 'Key of the company: dim_company';
comment on column bi.fact_order_line.company is 'Code of the company';
comment on column bi.fact_order_line.order_key is 'Key of the production order: fact_production_order';
comment on column bi.fact_order_line.item_key is 'Key of the item: dim_item; null where the source does not name the product';
comment on column bi.fact_order_line.size is 'Size (tamanho)';
comment on column bi.fact_order_line.color is 'Colour (cor)';
comment on column bi.fact_order_line.planned is 'Quantity ordered';
comment on column bi.fact_order_line.good is 'First-quality quantity that the source counts; null when it has not counted yet';
comment on column bi.fact_order_line.second_quality is 'Second-quality quantity (2ª qualidade) that the source counts; null when it has not counted yet';

create view bi.fact_order_step with (security_barrier, security_invoker = false) as
select
  t.id as step_key,
  c.id as company_key,
  c.code as company,
  t.order_id as order_key,
  t.sequence,
  t.operation,
  t.phase_id as phase_key,
  f.code as phase,
  t.description as step_description,
  t.equipment as equipment_code,
  t.status,
  t.good_in_erp,
  t.good_pending,
  t.scrap_in_erp,
  t.scrap_pending,
  t.rework_in_erp,
  t.rework_pending
from hub.bi_company c
join hub.order_step t on t.company_id = c.id
left join hub.phase f on f.id = t.phase_id and f.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_order_step is 'Steps of production orders (operações do roteiro da OP), one row each';
comment on column bi.fact_order_step.step_key is 'Key of the step, for joins';
comment on column bi.fact_order_step.company_key is 'Key of the company: dim_company';
comment on column bi.fact_order_step.company is 'Code of the company';
comment on column bi.fact_order_step.order_key is 'Key of the production order: fact_production_order';
comment on column bi.fact_order_step.sequence is 'Position in the order''s routing, ascending';
comment on column bi.fact_order_step.operation is 'The operation''s code, leading zeros kept';
comment on column bi.fact_order_step.phase_key is 'Key of the phase: dim_phase';
comment on column bi.fact_order_step.phase is 'Code of the phase';
comment on column bi.fact_order_step.step_description is 'What is done';
comment on column bi.fact_order_step.equipment_code is 'The machine that is planned; null when none is';
comment on column bi.fact_order_step.status is 'How far the step is: WAITING, IN_PROGRESS, COMPLETED';
comment on column bi.fact_order_step.good_in_erp is 'Good quantity that the ERP holds';
comment on column bi.fact_order_step.good_pending is 'Good quantity on its way to the ERP, less reversals on their way';
comment on column bi.fact_order_step.scrap_in_erp is 'Scrap that the ERP holds';
comment on column bi.fact_order_step.scrap_pending is 'Scrap on its way to the ERP, less reversals on their way';
comment on column bi.fact_order_step.rework_in_erp is 'Rework that the ERP holds';
comment on column bi.fact_order_step.rework_pending is 'Rework on its way to the ERP, less reversals on their way';

create view bi.fact_posting with (security_barrier, security_invoker = false) as
select
  t.id as posting_key,
  c.id as company_key,
  c.code as company,
  t.order_id as order_key,
  t.step_id as step_key,
  o.item_id as item_key,
  s.phase_id as phase_key,
  t.posted_on,
  t.started_at,
  t.ended_at,
  t.good,
  t.scrap,
  t.rework,
  t.completes,
  t.equipment as equipment_code,
  t.origin,
  t.state,
  t.in_erp,
  t.reversed_at,
  t.created_at
from hub.bi_company c
join hub.posting t on t.company_id = c.id
left join hub.production_order o on o.id = t.order_id and o.company_id = c.id
left join hub.order_step s on s.id = t.step_id and s.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_posting is 'Postings (apontamentos) that count and those that were reversed, one row each; where state is ACCEPTED they count. Whoever did or posted the work is not told';
comment on column bi.fact_posting.posting_key is 'Key of the posting, for joins';
comment on column bi.fact_posting.company_key is 'Key of the company: dim_company';
comment on column bi.fact_posting.company is 'Code of the company';
comment on column bi.fact_posting.order_key is 'Key of the production order: fact_production_order';
comment on column bi.fact_posting.step_key is 'Key of the step: fact_order_step';
comment on column bi.fact_posting.item_key is 'Key of the item: dim_item';
comment on column bi.fact_posting.phase_key is 'Key of the phase: dim_phase';
comment on column bi.fact_posting.posted_on is 'Business day of the posting';
comment on column bi.fact_posting.started_at is 'When the work started; null when it was not said';
comment on column bi.fact_posting.ended_at is 'When the work ended; null when it was not said';
comment on column bi.fact_posting.good is 'Good quantity';
comment on column bi.fact_posting.scrap is 'Scrap (refugo), all reasons together';
comment on column bi.fact_posting.rework is 'Quantity to be worked on again (retrabalho)';
comment on column bi.fact_posting.completes is 'The step is finished with this posting (apontamento total)';
comment on column bi.fact_posting.equipment_code is 'The machine that it was done on';
comment on column bi.fact_posting.origin is 'How the hub came to know it first: HUB posted here, PUSH sent by an ERP, ERP read from one';
comment on column bi.fact_posting.state is 'ACCEPTED it counts, REVERSED it was reversed and counts no more';
comment on column bi.fact_posting.in_erp is 'The ERP holds it: seen there, or delivered and confirmed';
comment on column bi.fact_posting.reversed_at is 'When it was reversed';
comment on column bi.fact_posting.created_at is 'When the hub took it in';

create view bi.fact_posting_scrap with (security_barrier, security_invoker = false) as
select
  t.id as posting_key,
  c.id as company_key,
  c.code as company,
  t.order_id as order_key,
  t.step_id as step_key,
  o.item_id as item_key,
  s.phase_id as phase_key,
  t.posted_on,
  t.state,
  r.reason,
  r.quantity
from hub.bi_company c
join hub.posting t on t.company_id = c.id
join hub.posting_scrap r on r.posting_id = t.id
left join hub.production_order o on o.id = t.order_id and o.company_id = c.id
left join hub.order_step s on s.id = t.step_id and s.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_posting_scrap is 'Scrap of postings by reason (refugo por motivo), one row for each posting and reason';
comment on column bi.fact_posting_scrap.posting_key is 'Key of the posting: fact_posting';
comment on column bi.fact_posting_scrap.company_key is 'Key of the company: dim_company';
comment on column bi.fact_posting_scrap.company is 'Code of the company';
comment on column bi.fact_posting_scrap.order_key is 'Key of the production order: fact_production_order';
comment on column bi.fact_posting_scrap.step_key is 'Key of the step: fact_order_step';
comment on column bi.fact_posting_scrap.item_key is 'Key of the item: dim_item';
comment on column bi.fact_posting_scrap.phase_key is 'Key of the phase: dim_phase';
comment on column bi.fact_posting_scrap.posted_on is 'Business day of the posting';
comment on column bi.fact_posting_scrap.state is 'ACCEPTED it counts, REVERSED it was reversed and counts no more';
comment on column bi.fact_posting_scrap.reason is 'Code of the reason (motivo de refugo)';
comment on column bi.fact_posting_scrap.quantity is 'Quantity scrapped for it';

create view bi.fact_stock_balance with (security_barrier, security_invoker = false) as
select
  t.id as stock_balance_key,
  c.id as company_key,
  c.code as company,
  t.item_id as item_key,
  t.class as stock_class,
  t.quantity,
  t.reserved,
  t.source,
  t.observed_at
from hub.bi_company c
join hub.stock_balance t on t.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_stock_balance is 'What there is of items (saldo em estoque), one row for each balance that its source keeps';
comment on column bi.fact_stock_balance.stock_balance_key is 'Key of the balance';
comment on column bi.fact_stock_balance.company_key is 'Key of the company: dim_company';
comment on column bi.fact_stock_balance.company is 'Code of the company';
comment on column bi.fact_stock_balance.item_key is 'Key of the item: dim_item';
comment on column bi.fact_stock_balance.stock_class is 'What kind of stock it is (natureza), by the source''s code, such as 5 for first quality in CSW';
comment on column bi.fact_stock_balance.quantity is 'Quantity; negative where the source has booked more out than in';
comment on column bi.fact_stock_balance.reserved is 'Quantity of these that is reserved; null where the source does not tell';
comment on column bi.fact_stock_balance.source is 'The source that it was first read from';
comment on column bi.fact_stock_balance.observed_at is 'When the hub last saw it at its source';

create view bi.fact_inspection with (security_barrier, security_invoker = false) as
select
  t.id as inspection_key,
  c.id as company_key,
  c.code as company,
  t.order_id as order_key,
  t.item_id as item_key,
  t.operation,
  t.operation_name,
  t.equipment as equipment_code,
  t.lot,
  t.serial_number,
  t.lot_size,
  coalesce((
    select m.to_code from hub.code_mapping m
    where m.company_id = t.company_id and m.kind = 'UNIT' and m.from_source = t.source and m.from_code = t.unit and m.to_source = 'hub'
      and (now() at time zone c.zone)::date between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
    limit 1), t.unit) as unit,
  t.created_on,
  t.produced_on,
  t.revision,
  t.status,
  t.source_status,
  t.verdict,
  t.source_verdict,
  t.source,
  t.observed_at
from hub.bi_company c
join hub.inspection t on t.company_id = c.id
where t.deleted_at is null;
comment on view bi.fact_inspection is 'Inspections (inspeções) of what orders make, one row each, or one for each operation where the source tells them apart';
comment on column bi.fact_inspection.inspection_key is 'Key of the inspection';
comment on column bi.fact_inspection.company_key is 'Key of the company: dim_company';
comment on column bi.fact_inspection.company is 'Code of the company';
comment on column bi.fact_inspection.order_key is 'Key of the production order: fact_production_order; null where the source names none';
comment on column bi.fact_inspection.item_key is 'Key of the item: dim_item';
comment on column bi.fact_inspection.operation is 'Code of the operation that is inspected, as quality numbers them, which need not be the operation of the order''s steps; null where the source tells one inspection for all operations';
comment on column bi.fact_inspection.operation_name is 'What is done in that operation';
comment on column bi.fact_inspection.equipment_code is 'Where it is done (recurso), as the source calls it';
comment on column bi.fact_inspection.lot is 'The lot (lote); null where there is none';
comment on column bi.fact_inspection.serial_number is 'The serial number (número de série); null where there is none';
comment on column bi.fact_inspection.lot_size is 'How much is inspected';
comment on column bi.fact_inspection.unit is 'Unit of the quantity: by the mapping (UNIT, from the source to hub) that holds today, else as the source writes it';
comment on column bi.fact_inspection.created_on is 'Day on which it was opened';
comment on column bi.fact_inspection.produced_on is 'Day on which the lot was made';
comment on column bi.fact_inspection.revision is 'Revision of the item''s specification by which it is inspected';
comment on column bi.fact_inspection.status is 'How far it is: NOT_STARTED, IN_PROGRESS, PENDING, APPROVED, REJECTED, OTHER';
comment on column bi.fact_inspection.source_status is 'The source''s own code of the status; of OTHER it alone says what was decided';
comment on column bi.fact_inspection.verdict is 'What was decided (laudo): APPROVED, REJECTED, OTHER; null while nothing is';
comment on column bi.fact_inspection.source_verdict is 'The source''s own code of the verdict; of OTHER it alone says what was decided';
comment on column bi.fact_inspection.source is 'The source that it was read from, such as protheus';
comment on column bi.fact_inspection.observed_at is 'When the hub last saw it change at its source';

create view bi.fact_downtime with (security_barrier, security_invoker = false) as
select
  t.id as downtime_key,
  c.id as company_key,
  c.code as company,
  t.equipment_id as equipment_key,
  r.id as downtime_reason_key,
  t.reason,
  r.description as reason_description,
  t.planned,
  t.started_at,
  t.ended_at,
  (t.started_at at time zone c.zone)::date as started_on,
  floor(extract(epoch from t.ended_at - t.started_at))::bigint as seconds,
  t.order_id as order_key,
  t.step_id as step_key,
  t.origin,
  t.state,
  t.in_erp,
  t.created_at
from hub.bi_company c
join hub.downtime t on t.company_id = c.id
left join lateral (
  select r.id, r.description
  from hub.downtime_reason r
  where r.company_id = t.company_id and r.deleted_at is null
    and r.code in (t.reason, coalesce((
      select m.to_code from hub.code_mapping m
      where m.company_id = t.company_id and m.kind = 'STOP_REASON' and m.from_source = 'hub' and m.from_code = t.reason and m.to_source = r.source
        and (now() at time zone c.zone)::date between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
      limit 1), t.reason))
  order by r.code <> t.reason
  limit 1
) r on true
where t.deleted_at is null;
comment on view bi.fact_downtime is 'Stops of machines (paradas) that count and those that were reversed, one row each; where state is ACCEPTED they count';
comment on column bi.fact_downtime.downtime_key is 'Key of the stop';
comment on column bi.fact_downtime.company_key is 'Key of the company: dim_company';
comment on column bi.fact_downtime.company is 'Code of the company';
comment on column bi.fact_downtime.equipment_key is 'Key of the machine: dim_equipment';
comment on column bi.fact_downtime.downtime_reason_key is 'Key of the reason: dim_downtime_reason; null where the list of reasons does not have it';
comment on column bi.fact_downtime.reason is 'Code of the reason (motivo de parada), as it was reported; null where the ERP has none';
comment on column bi.fact_downtime.reason_description is 'What the reason means, where the ERP''s list of reasons has its code, or the one that a mapping (STOP_REASON) leads to today';
comment on column bi.fact_downtime.planned is 'It was planned; null where the ERP does not tell';
comment on column bi.fact_downtime.started_at is 'When the machine stopped';
comment on column bi.fact_downtime.ended_at is 'When it ran again; null while the ERP shows no end';
comment on column bi.fact_downtime.started_on is 'Day on which it began, in the company''s time zone: dim_date';
comment on column bi.fact_downtime.seconds is 'How long it stood still, in whole seconds; null while there is no end';
comment on column bi.fact_downtime.order_key is 'Key of the production order: fact_production_order; null where none was named';
comment on column bi.fact_downtime.step_key is 'Key of the step: fact_order_step; null where none was named';
comment on column bi.fact_downtime.origin is 'How the hub came to know it first: HUB reported here, ERP read from it';
comment on column bi.fact_downtime.state is 'ACCEPTED it counts, REVERSED it was reversed and counts no more';
comment on column bi.fact_downtime.in_erp is 'The ERP holds it: seen there, or delivered and confirmed';
comment on column bi.fact_downtime.created_at is 'When the hub took it in';

create view bi.fact_machine_count with (security_barrier, security_invoker = false) as
select
  t.id as machine_count_key,
  c.id as company_key,
  c.code as company,
  t.equipment_id as equipment_key,
  t.product_code,
  t.item_id as item_key,
  t.good,
  t.bad,
  t.first_at,
  t.last_at,
  t.closed_at
from hub.bi_company c
join hub.machine_count t on t.company_id = c.id;
comment on view bi.fact_machine_count is 'Pieces that machines have counted, one row for each machine and product; anew where the code has come to mean another item';
comment on column bi.fact_machine_count.machine_count_key is 'Key of the count';
comment on column bi.fact_machine_count.company_key is 'Key of the company: dim_company';
comment on column bi.fact_machine_count.company is 'Code of the company';
comment on column bi.fact_machine_count.equipment_key is 'Key of the machine: dim_equipment';
comment on column bi.fact_machine_count.product_code is 'Code of the product as the machine names it';
comment on column bi.fact_machine_count.item_key is 'Key of the item: dim_item; null while the code means none';
comment on column bi.fact_machine_count.good is 'Good pieces';
comment on column bi.fact_machine_count.bad is 'Bad pieces';
comment on column bi.fact_machine_count.first_at is 'When the first of them was counted';
comment on column bi.fact_machine_count.last_at is 'When the last of them was counted';
comment on column bi.fact_machine_count.closed_at is 'When the count was closed because the code had come to mean another item, within half a minute of the day''s beginning; later pieces are another count. Null while it goes on';

create view bi.fact_machine_reading with (security_barrier, security_invoker = false) as
select
  c.id as company_key,
  c.code as company,
  e.id as equipment_key,
  t.product_code,
  t.at as read_at,
  (t.at at time zone c.zone)::date as read_on,
  t.good_delta as good,
  t.bad_delta as bad,
  t.kind
from hub.bi_company c
join hub.equipment e on e.company_id = c.id
join hub.counter_reading t on t.equipment_id = e.id;
comment on view bi.fact_machine_reading is 'What each reading of the counters of machines has added, for numbers by time (contagem por hora); filter by read_at';
comment on column bi.fact_machine_reading.company_key is 'Key of the company: dim_company';
comment on column bi.fact_machine_reading.company is 'Code of the company';
comment on column bi.fact_machine_reading.equipment_key is 'Key of the machine: dim_equipment';
comment on column bi.fact_machine_reading.product_code is 'Code of the product as the machine names it';
comment on column bi.fact_machine_reading.read_at is 'The machine''s own stamp';
comment on column bi.fact_machine_reading.read_on is 'Day of the reading, in the company''s time zone: dim_date';
comment on column bi.fact_machine_reading.good is 'Good pieces that it added; negative where pieces were moved to the bad ones';
comment on column bi.fact_machine_reading.bad is 'Bad pieces that it added';
comment on column bi.fact_machine_reading.kind is 'What kind of reading: FIRST, COUNT, LATE, RESTART, PRODUCT_CHANGE';
