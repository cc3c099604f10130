-- Good and scrap of 30 days by phase and day.
select f.code, p.posted_on, sum(p.good), sum(p.scrap), count(*)
from hub.posting p
join hub.order_step s on s.id = p.step_id
left join hub.phase f on f.id = s.phase_id
where p.company_id = any('{1,2}') and p.posted_on between '2026-10-03' and '2026-11-01' and p.deleted_at is null
group by f.code, p.posted_on
order by f.code, p.posted_on
