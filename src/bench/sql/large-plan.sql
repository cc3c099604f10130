-- A company with a large plan: 750 styles of 20 products in 3 lots, 25 phases, 20,000 open orders of two products each, customers' orders for
-- all products, and 200,000 movements of the last days.
insert into hub.company (code, name, zone) values ('GRANDE', 'Grande', 'America/Sao_Paulo') on conflict do nothing;

create temp table big as select id as company_id from hub.company where code = 'GRANDE';

insert into hub.phase (public_id, company_id, source, code, name, observed_at)
select gen_random_uuid(), company_id, 'csw', (400 + n)::text, 'Fase ' || (400 + n), now() from big, generate_series(1, 25) n;

insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
select gen_random_uuid(), company_id, 'csw', '01020' || lpad(n::text, 4, '0') || '-0', 'Estilo ' || n, 'STYLE', true, now()
from big, generate_series(1, 750) n;

insert into hub.item (public_id, company_id, source, code, description, kind, active, style_id, observed_at)
select gen_random_uuid(), s.company_id, 'csw', s.code || '/' || n,
       (array['CAMISA', 'POLO', 'TSHIRT', 'BERMUDA', 'CUECA', 'MEIA', 'JAQUETA', 'SUNGA'])[1 + s.id % 8] || ' ' || s.code || ' ' || n,
       'PRODUCT', true, s.id, now()
from big
join hub.item s on s.company_id = big.company_id and s.kind = 'STYLE'
cross join generate_series(1, 20) n;

insert into hub.routing_step (public_id, company_id, source, item_id, routing, sequence, operation, phase_id, observed_at)
select gen_random_uuid(), s.company_id, 'csw', s.id, '', f.code::integer, f.code, f.id, now()
from big
join hub.item s on s.company_id = big.company_id and s.kind = 'STYLE'
join hub.phase f on f.company_id = big.company_id and (s.id + f.code::integer) % 2 = 0;

insert into hub.lot (public_id, company_id, source, code, description, observed_at)
select gen_random_uuid(), company_id, 'csw', 'L' || n, 'PREV VERAO 2026 ' || n, now() from big, generate_series(1, 3) n;

insert into hub.lot_forecast (public_id, company_id, source, lot_id, line_key, style_id, item_id, pieces, observed_at)
select gen_random_uuid(), i.company_id, 'csw', l.id, i.code, i.style_id, i.id, 20 + i.id % 90, now()
from big
join hub.item i on i.company_id = big.company_id and i.kind = 'PRODUCT'
join hub.lot l on l.company_id = big.company_id;

insert into hub.invoice_type (public_id, company_id, source, code, name, observed_at)
select gen_random_uuid(), company_id, 'csw', '1', 'Venda', now() from big;

insert into hub.sales_order (public_id, company_id, source, number, invoice_type_id, issued_on, planned_invoice_on, source_status, cancelled,
  commercial_block, credit_block, observed_at)
select gen_random_uuid(), t.company_id, 'csw', 'P' || n, t.id, current_date - 80, current_date - 16 + n % 60, '1', false, n % 50 = 0,
       n % 60 = 0, now()
from big
join hub.invoice_type t on t.company_id = big.company_id
cross join generate_series(1, 6000) n;

insert into hub.sales_order_line (public_id, company_id, source, order_id, line_key, item_id, ordered, invoiced, cancelled, observed_at)
select gen_random_uuid(), i.company_id, 'csw', o.id, i.nth::text, i.id, 5, i.id % 4, 0, now()
from (
  select i.id, i.company_id, n, row_number() over (order by i.id, n) as nth
  from big
  join hub.item i on i.company_id = big.company_id and i.kind = 'PRODUCT'
  cross join generate_series(1, 6) n
) i
join hub.sales_order o on o.company_id = i.company_id and o.number = 'P' || (1 + i.nth % 6000);

insert into hub.stock_balance (public_id, company_id, source, item_id, balance_key, class, quantity, observed_at)
select gen_random_uuid(), i.company_id, 'csw', i.id, '5', '5', i.id % 40, now()
from big
join hub.item i on i.company_id = big.company_id and i.kind = 'PRODUCT';

insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status, reported_status, source_status, lot, type,
  current_sequence, posting_blocked, observed_at)
select gen_random_uuid(), s.company_id, 'csw', n::text, lpad(n::text, 6, '0') || '-001', s.id, 'RELEASED', 'RELEASED', '3', 'PREV VERAO 2026 1',
       '1-PRODUTO VENDA', 1 + n % 12, false, now()
from (select *, row_number() over (order by id) - 1 as nth from hub.item where kind = 'STYLE' and company_id = (select company_id from big)) s
join generate_series(1, 20000) n on n % 750 = s.nth;

insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, phase_id, observed_at)
select gen_random_uuid(), o.company_id, 'csw', o.id, row_number() over (partition by o.id order by r.sequence), r.operation, r.phase_id, now()
from big
join hub.production_order o on o.company_id = big.company_id
join hub.routing_step r on r.item_id = o.item_id;

insert into hub.order_line (public_id, company_id, source, order_id, line_key, item_id, planned, observed_at)
select gen_random_uuid(), o.company_id, 'csw', o.id, i.code, i.id, 10 + o.id % 30, now()
from big
join hub.production_order o on o.company_id = big.company_id
join hub.item i on i.style_id = o.item_id and (i.id + o.id) % 10 = 0;

insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, good, scrap, rework, completes, origin, in_erp, created_by, created_at)
select gen_random_uuid(), o.company_id, o.id, s.id, current_date - ((o.id + n) % 40)::integer, 2, 0, 0, false, 'ERP', true, 'csw', now()
from big
join hub.production_order o on o.company_id = big.company_id
join hub.order_step s on s.order_id = o.id and s.sequence = 1
cross join generate_series(1, 10) n;

insert into hub.plan (company_id, code, name, sales_from, sales_to, invoice_from, invoice_to, created_by, updated_by)
select company_id, 'GRANDE', 'Grande', current_date - 140, current_date - 20, current_date - 16, current_date + 70, 'bench', 'bench' from big;

insert into hub.plan_lot (plan_id, lot_id)
select p.id, l.id from big join hub.plan p on p.company_id = big.company_id join hub.lot l on l.company_id = big.company_id;

insert into hub.plan_invoice_type (plan_id, invoice_type_id)
select p.id, t.id from big join hub.plan p on p.company_id = big.company_id join hub.invoice_type t on t.company_id = big.company_id;

insert into hub.phase_window (plan_id, phase_id, starts_on, ends_on, updated_by)
select p.id, f.id, current_date - 20, current_date + 10 + f.code::integer - 400, 'bench'
from big
join hub.plan p on p.company_id = big.company_id
join hub.phase f on f.company_id = big.company_id;

insert into hub.work_calendar (company_id, code, name, scope, created_by, updated_by)
select company_id, 'DEFAULT', 'Padrão', 'COMPANY', 'bench', 'bench' from big
on conflict do nothing;

analyze hub.item, hub.routing_step, hub.lot_forecast, hub.sales_order, hub.sales_order_line, hub.stock_balance, hub.production_order,
  hub.order_step, hub.order_line, hub.posting, hub.phase, hub.plan_lot;
