-- What the published document open-orders answers.
select o.public_id, c.code, o.number, o.status, o.quantity,
       hub.mapped_code(o.company_id, 'UNIT', o.source, 'hub', o.unit, (now() at time zone c.zone)::date), o.planned_end, o.good_in_erp,
       o.good_pending, o.scrap_in_erp, o.scrap_pending, f.code as phase, f.name as phase_name, i.code as item, i.description
from hub.production_order o
join hub.company c on c.id = o.company_id
left join hub.phase f on f.id = o.current_phase_id
left join hub.item i on i.id = o.item_id
where c.code = 'GRANDE' and o.status in ('RELEASED', 'IN_PROGRESS') and not o.posting_blocked and o.deleted_at is null
order by o.planned_end, o.number, o.id
