-- A company with 200,000 orders of 6 steps each and 1,000,000 postings of the last 365 days, on 5,000 items and 24 phases.
insert into hub.company (code, name, zone) values ('GRANDE', 'Grande', 'America/Sao_Paulo') on conflict do nothing;

create temp table big as select id as company_id from hub.company where code = 'GRANDE';

insert into hub.phase (public_id, company_id, source, code, name, observed_at)
select gen_random_uuid(), company_id, 'csw', (400 + n)::text, 'Fase ' || (400 + n), now() from big, generate_series(1, 24) n;

insert into hub.item (public_id, company_id, source, code, description, kind, active, unit, observed_at)
select gen_random_uuid(), company_id, 'csw', lpad(n::text, 6, '0'), 'CAMISA POLO PIQUET ' || n, 'PRODUCT', true, 'UN', now()
from big, generate_series(1, 5000) n;

insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status, reported_status, source_status,
  quantity, unit, lot, type, current_sequence, current_phase_id, opened_on, planned_start, planned_end, posting_blocked, good_in_erp,
  scrap_in_erp, observed_at)
select gen_random_uuid(), i.company_id, 'csw', n::text, lpad(n::text, 6, '0') || '-001', i.id,
       case when n % 10 = 0 then 'IN_PROGRESS' else 'RELEASED' end, 'RELEASED', '3', 10 + n % 990, 'UN', 'LOTE ' || n % 40, '1-PRODUTO VENDA',
       1 + n % 6, f.id, date '2026-11-01' - n % 300, date '2026-11-01' - n % 280, date '2026-11-01' + n % 120, false, n % 500, n % 7,
       now()
from generate_series(1, 200000) n
join (select *, row_number() over (order by id) - 1 as nth from hub.item where company_id = (select company_id from big)) i
  on i.nth = n % 5000
join (select *, row_number() over (order by id) - 1 as nth from hub.phase where company_id = (select company_id from big)) f
  on f.nth = n % 24;

insert into hub.order_step (public_id, company_id, source, order_id, sequence, operation, phase_id, description, status, good_in_erp,
  scrap_in_erp, observed_at)
select gen_random_uuid(), o.company_id, 'csw', o.id, s, lpad((s * 10)::text, 2, '0'), f.id, 'Operação ' || s,
       case when s < o.current_sequence then 'COMPLETED' when s = o.current_sequence then 'IN_PROGRESS' else 'WAITING' end,
       case when s <= o.current_sequence then o.good_in_erp else 0 end, 0, now()
from big
join hub.production_order o on o.company_id = big.company_id
cross join generate_series(1, 6) s
join (select *, row_number() over (order by id) - 1 as nth from hub.phase where company_id = (select company_id from big)) f
  on f.nth = (o.id + s) % 24
order by o.id, s;

insert into hub.posting (public_id, company_id, order_id, step_id, posted_on, good, scrap, rework, completes, origin, in_erp, created_by,
  created_at)
select gen_random_uuid(), s.company_id, s.order_id, s.id, d.day, 5 + s.id % 20, (s.id % 9 = 0)::integer, 0, false, 'ERP', true, 'csw',
       d.day + interval '12 hours'
from hub.order_step s
cross join lateral (select date '2026-11-01' - (s.id * 7 % 365)::integer as day) d
where s.company_id = (select company_id from big) and s.sequence <= 5
order by d.day, s.id;

vacuum analyze;
