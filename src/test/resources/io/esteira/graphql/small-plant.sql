-- Two companies, each with an order 000123, so that whatever leaks shows.
insert into hub.company (code, name, zone) values
  ('MATRIZ', 'Confecções Aurora', 'America/Sao_Paulo'),
  ('LATICINIO', 'Laticínio Serra Verde', 'America/Sao_Paulo');

create function pg_temp.company(code text) returns smallint language sql as 'select id from hub.company c where c.code = $1';
create function pg_temp.uuid(name text) returns uuid language sql as 'select md5($1)::uuid';

insert into hub.phase (public_id, company_id, source, code, name, observed_at)
select pg_temp.uuid('phase' || company || code), pg_temp.company(company), source, code, name, '2026-11-21T10:00Z'
from (values
  ('MATRIZ', 'csw', '010', 'Corte'),
  ('MATRIZ', 'csw', '020', 'Costura'),
  ('LATICINIO', 'protheus', '100', 'Envase')) v (company, source, code, name);

insert into hub.item (public_id, company_id, source, code, description, kind, size, unit, active, observed_at, deleted_at)
select pg_temp.uuid('item' || company || code), pg_temp.company(company), source, code, description, kind, size, unit, true,
  '2026-11-21T10:00Z', deleted_at::timestamptz
from (values
  ('MATRIZ', 'csw', '0001', 'Camiseta básica', 'STYLE', null, 'UN', null),
  ('MATRIZ', 'csw', '0001-P', 'Camiseta básica P', 'PRODUCT', 'P', 'UN', null),
  ('MATRIZ', 'csw', '0001-M', 'Camiseta básica M', 'PRODUCT', 'M', 'UN', null),
  ('MATRIZ', 'csw', '0009', '100% algodão_cru', 'MATERIAL', null, 'KG', '2026-11-20T00:00Z'),
  ('LATICINIO', 'protheus', '0001', 'Queijo minas', 'PRODUCT', null, 'KG', null)
  ) v (company, source, code, description, kind, size, unit, deleted_at);
update hub.item p set style_id = s.id from hub.item s
where s.code = '0001' and s.company_id = p.company_id and p.code like '0001-%';

insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status, reported_status,
  source_status, quantity, unit, priority, current_sequence, current_phase_id, opened_on, planned_end, posting_blocked,
  good_in_erp, good_pending, observed_at, deleted_at)
select pg_temp.uuid('order' || company || number), pg_temp.company(company), source, number, number,
  (select i.id from hub.item i where i.company_id = pg_temp.company(company) and i.code = item),
  status, status, '1', quantity, 'UN', priority, 10,
  (select p.id from hub.phase p where p.company_id = pg_temp.company(company) and p.code = phase),
  opened_on::date, planned_end::date, false, good_in_erp, good_pending, '2026-11-21T10:00:00.123456Z', deleted_at::timestamptz
from (values
  ('MATRIZ', 'csw', '000123', '0001', 'IN_PROGRESS', 120.500, 'A', '020', '2026-11-01', '2026-11-25', 40, 5, null),
  ('MATRIZ', 'csw', '000124', '0001', 'RELEASED', null, 'B', '010', '2026-11-02', null, 0, 0, null),
  ('MATRIZ', 'csw', '000125', '0001-P', 'CLOSED', 80, null, null, '2026-11-03', '2026-11-25', 80, 0, null),
  ('MATRIZ', 'csw', '000126', '0001-M', 'PLANNED', 12345678901234567890.123456789, 'A', '010', '2026-11-04', '2026-12-01', 0, 0, null),
  ('MATRIZ', 'csw', '000999', '0001', 'RELEASED', 1, null, null, null, null, 0, 0, '2026-11-20T00:00Z'),
  ('LATICINIO', 'protheus', '000123', '0001', 'RELEASED', 500, 'A', '100', '2026-11-05', '2026-11-30', 0, 0, null)
  ) v (company, source, number, item, status, quantity, priority, phase, opened_on, planned_end, good_in_erp, good_pending, deleted_at);

insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, phase_id, description, observed_at, deleted_at)
select pg_temp.uuid('step' || o.id || s.sequence), o.company_id, o.source, o.id, s.sequence, s.operation,
  (select p.id from hub.phase p where p.company_id = o.company_id order by p.code offset s.phase limit 1), s.description,
  '2026-11-21T10:00Z', case when s.sequence = 30 then timestamptz '2026-11-20T00:00Z' end
from hub.production_order o, (values (10, '01', 0, 'Cortar'), (20, '02', 1, 'Costurar'), (30, '03', 1, 'Dobrar'))
  s (sequence, operation, phase, description)
where o.number in ('000123', '000124');

insert into hub.order_line (public_id, company_id, source, order_id, line_key, size, planned, good, observed_at)
select pg_temp.uuid('line' || o.id || s.size), o.company_id, o.source, o.id, s.size, s.size, s.planned, null, '2026-11-21T10:00Z'
from hub.production_order o, (values ('P', 60.25), ('M', 60.25)) s (size, planned)
where o.number = '000123';

insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, good, scrap, rework, completes, operator, origin,
  in_erp, created_by, created_at)
select pg_temp.uuid('posting' || s.id || n), o.company_id, o.id, s.id, date '2026-11-10' + n, 10 * n, case when n = 2 then 3 else 0 end,
  0, false, 'op' || n, case when n = 3 then 'HUB' else 'ERP' end, n < 3, 'csw', timestamptz '2026-11-10T12:00Z' + n * interval '1 day'
from hub.order_step s join hub.production_order o on o.id = s.order_id, generate_series(1, 3) n
where s.sequence = 10 and o.number = '000123';
insert into hub.posting_scrap (posting_id, reason, quantity)
select p.id, r.reason, r.quantity from hub.posting p, (values ('FURO', 1), ('MANCHA', 2)) r (reason, quantity) where p.scrap = 3;
insert into hub.posting_sighting (posting_id, company_id, source, key, how, first_seen_at, last_seen_at)
select p.id, p.company_id, 'csw', 'mov' || p.id, 'POLL', p.created_at, p.created_at from hub.posting p where p.in_erp;

insert into hub.delivery (public_id, company_id, posting_id, order_id, step_id, kind, target, state, reference, attempts,
  next_at, created_at, updated_at)
select pg_temp.uuid('delivery' || p.id), p.company_id, p.id, p.order_id, p.step_id, 'POSTING', 'protheus', 'PENDING', 'REF' || p.id, 1,
  '2026-11-13T12:00Z', '2026-11-13T12:00Z', '2026-11-13T12:00Z'
from hub.posting p where p.origin = 'HUB';
insert into hub.delivery_attempt (delivery_id, at, kind, claim_token, outcome, detail, millis)
select d.id, '2026-11-13T12:00Z', 'SEND', 1, 'REFUSED_CONNECTION', 'connection refused', 12 from hub.delivery d;

insert into hub.stream (company_id, source, entity)
select pg_temp.company(company), source, entity
from (values ('MATRIZ', 'csw', 'orders'), ('MATRIZ', 'csw', 'movements'), ('LATICINIO', 'protheus', 'orders'))
  v (company, source, entity);
insert into hub.sync_run (stream_id, company_id, mode, started_at, ended_at, outcome, read_rows, stored_rows)
select s.id, s.company_id, 'SNAPSHOT', '2026-11-21T11:59Z', '2026-11-21T11:59:30Z', 'COMPLETE', 4, 4 from hub.stream s where s.entity = 'orders';
insert into hub.stream_state (stream_id, watermark, watermark_at, last_success_at, read_as_of, stale_after)
select s.id, '4711', '2026-11-21T11:58Z', '2026-11-21T11:59:30Z',
  case s.entity when 'orders' then timestamptz '2026-11-21T11:59Z' else timestamptz '2026-11-21T10:00Z' end, '5 minutes'
from hub.stream s where s.source = 'csw';

insert into hub.inbox_record (stream_id, source_key, observed_at, content_hash, payload, batch_id)
select s.id, 'bad', '2026-11-21T10:00Z', pg_temp.uuid('x'), convert_to('{"número": 1}', 'UTF8'), 1
from hub.stream s where s.entity = 'orders';
insert into hub.quarantine (public_id, company_id, source, entity, source_key, inbox_id, code, field, message, created_at, updated_at)
select pg_temp.uuid('quarantine' || s.company_id), s.company_id, s.source, s.entity, r.source_key, r.id, 'MISSING_FIELD', 'item',
  'no item', '2026-11-21T10:00Z', '2026-11-21T10:00Z'
from hub.inbox_record r join hub.stream s on s.id = r.stream_id;
insert into hub.quarantine (public_id, company_id, source, entity, source_key, payload, code, field, message, created_at, updated_at)
values (pg_temp.uuid('quarantine-bytes'), pg_temp.company('MATRIZ'), 'mqtt', 'counts', 'k', '\xff00', 'UNREADABLE', 'payload',
  'not text', '2026-11-21T10:00Z', '2026-11-21T10:00Z');
insert into hub.audit_entry (public_id, company_id, at, actor, action, subject)
values (pg_temp.uuid('audit1'), null, '2026-11-21T10:00Z', 'it', 'source.diagnose', 'csw'),
  (pg_temp.uuid('audit2'), pg_temp.company('MATRIZ'), '2026-11-21T10:00Z', 'ana', 'plan.save', 'p1'),
  (pg_temp.uuid('audit3'), pg_temp.company('LATICINIO'), '2026-11-21T10:00Z', 'bia', 'plan.save', 'p2');
insert into hub.alert (public_id, company_id, code, subject, message, message_pt, raised_at, last_seen_at)
values (pg_temp.uuid('alert1'), null, 'DISK', 'node', 'little space', 'pouco espaço', '2026-11-21T10:00Z', '2026-11-21T10:00Z'),
  (pg_temp.uuid('alert2'), pg_temp.company('LATICINIO'), 'MASS_DELETE', 'protheus.orders', 'lost rows', 'linhas perdidas', '2026-11-21T10:00Z', '2026-11-21T10:00Z');

insert into hub.source_capability (company_id, source, subject, sequence, verdict, message, message_pt, checked_at)
values (null, 'csw', 'tco.OrdemProd', 1, 'OK', 'Readable.', 'Legível.', '2026-11-21T10:00Z'),
  (pg_temp.company('MATRIZ'), 'csw', 'codEmpresa 1', 2, 'OK', 'Is company MATRIZ.', 'É a empresa MATRIZ.', '2026-11-21T10:00Z'),
  (pg_temp.company('LATICINIO'), 'protheus', 'tenant', 1, 'OK', 'Is company LATICINIO.', 'É a empresa LATICINIO.', '2026-11-21T10:00Z');

insert into hub.equipment (public_id, company_id, source, code, name, status, product_code, last_at)
select pg_temp.uuid('equipment' || company), pg_temp.company(company), 'mqtt', 'CEL-01', 'Célula 1', 'RUNNING', '0001', '2026-11-21T11:00Z'
from (values ('MATRIZ'), ('LATICINIO')) v (company);
insert into hub.machine_count (public_id, company_id, equipment_id, product_code, item_id, good, bad, first_at, last_at)
select pg_temp.uuid('count' || e.id), e.company_id, e.id, '0001',
  (select i.id from hub.item i where i.company_id = e.company_id and i.code = '0001'), 42, 1, '2026-11-21T10:00Z', '2026-11-21T11:00Z'
from hub.equipment e;

insert into hub.code_mapping (public_id, company_id, kind, from_source, from_code, to_source, to_code, created_at, created_by,
  updated_at, updated_by)
select pg_temp.uuid('mapping' || company), pg_temp.company(company), 'ITEM', 'mqtt', '7', 'csw', '0001', '2026-11-21T10:00Z', 'ana',
  '2026-11-21T10:00Z', 'ana'
from (values ('MATRIZ'), ('LATICINIO')) v (company);
insert into hub.job (public_id, company_id, kind, state, lease_until, created_by)
select pg_temp.uuid('job' || company), pg_temp.company(company), 'IMPORT_CODE_MAPPINGS', 'DONE', '2026-11-21T10:00Z', 'ana'
from (values ('MATRIZ'), ('LATICINIO')) v (company);
insert into hub.client_key (public_id, company_id, company_ids, name, roles, hash, expires_at, created_at, created_by)
select pg_temp.uuid('key' || company), pg_temp.company(company), array[pg_temp.company(company)], 'Painel', '{ANALYST}',
  sha256(company::bytea), '2027-11-21T10:00Z', '2026-11-21T10:00Z', 'ana'
from (values ('MATRIZ'), ('LATICINIO')) v (company);
insert into hub.inspection (public_id, company_id, source, source_key, order_id, item_id, operation, lot, lot_size, unit, created_on,
  status, source_status, observed_at)
select pg_temp.uuid('inspection' || o.id), o.company_id, o.source, 'QPK/7/10', o.id, o.item_id, '10', 'L7', 25.5, 'KG', '2026-11-20',
  'IN_PROGRESS', 'I', '2026-11-21T10:00Z'
from hub.production_order o where o.number = '000123';

insert into hub.downtime_reason (public_id, company_id, source, code, description, observed_at)
  select gen_random_uuid(), c.id, 'protheus', '02', 'Falta de material', '2026-05-20T12:00:00Z' from hub.company c;
insert into hub.downtime (public_id, company_id, equipment_id, reason, started_at, ended_at, origin, in_erp, created_by, created_at)
  select gen_random_uuid(), e.company_id, e.id, '02', '2026-05-20T10:00:00Z', '2026-05-20T10:10:00Z', 'ERP', true, 'protheus',
         '2026-05-20T12:00:00Z'
  from hub.equipment e;
