-- What people see of this breaks pages that take texts for HTML, or that believe in short ones.
insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
select gen_random_uuid(), c.id, 'test', i.code, i.description, 'PRODUCT', true, now()
  from hub.company c, (values ('HOSTILE', :name), ('LONG', :long)) i (code, description) where c.code = 'EXEMPLO';

insert into hub.phase (public_id, company_id, source, code, name, observed_at)
select gen_random_uuid(), id, 'test', 'HOSTILE', :name, now() from hub.company where code = 'EXEMPLO';

insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
  reported_status, source_status, quantity, planned_end, posting_blocked, observed_at, current_phase_id)
select gen_random_uuid(), i.company_id, 'test', n.number, n.number, i.id, 'RELEASED', 'RELEASED', '1', 1234.5, date '2001-02-03', false, now(), p.id
  from (values ('HOSTILE', 'CON-1'), ('LONG', 'CON-2')) n (item, number)
  join hub.item i on i.code = n.item
  join hub.phase p on p.company_id = i.company_id and p.code = 'HOSTILE';

insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, description, phase_id, observed_at)
select gen_random_uuid(), o.company_id, 'test', o.id, 10, 'OP1', 'Sewing', o.current_phase_id, now()
  from hub.production_order o where o.number in ('CON-1', 'CON-2');

insert into hub.downtime_reason (public_id, company_id, source, code, description, observed_at)
select gen_random_uuid(), id, 'test', 'HOSTILE', :name, now() from hub.company where code = 'EXEMPLO';

insert into hub.equipment (public_id, company_id, source, code, name)
select gen_random_uuid(), id, 'test', 'HOSTILE', :name from hub.company where code = 'EXEMPLO';

insert into hub.downtime (public_id, company_id, equipment_id, reason, started_at, ended_at, operator, note, origin, in_erp, created_by, created_at)
select gen_random_uuid(), e.company_id, e.id, 'HOSTILE', now() - interval '1 minute', now(), :name, :name, 'HUB', false, :name, now()
  from hub.equipment e where e.code = 'HOSTILE';

insert into hub.plan (company_id, code, name, sales_from, sales_to, invoice_from, invoice_to, created_by, updated_by)
select id, 'HOSTILE', :name, date '2001-01-01', date '2001-02-01', date '2001-01-01', date '2001-02-01', :name, :name
  from hub.company where code = 'EXEMPLO';

insert into hub.alert (company_id, code, subject, message, message_pt)
select id, 'HOSTILE', :name, :name, :name from hub.company where code = 'EXEMPLO';

insert into hub.quarantine (company_id, source, entity, source_key, payload, code, field, message)
select id, 'test', :name, :name, convert_to(:name, 'UTF8'), 'HOSTILE', :name, :name from hub.company where code = 'EXEMPLO';

insert into hub.audit_entry (actor, action, company_id, subject, detail)
select :name, 'test.hostile', id, :name, jsonb_build_object('name', :name) from hub.company where code = 'EXEMPLO';
