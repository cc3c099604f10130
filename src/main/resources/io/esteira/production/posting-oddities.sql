-- What a person should look at: the ERP holds other quantities than were posted; or one reference twice.
select 'posting.differs' as code, t.reference as subject,
       format('posted good %s scrap %s rework %s, the ERP row %s holds good %s scrap %s rework %s', t.good, t.scrap, t.rework, p.key,
         coalesce(t.erp_good, t.good), coalesce(t.erp_scrap, t.scrap), coalesce(t.erp_rework, t.rework)) as text,
       format('apontado bom %s refugo %s retrabalho %s; a linha %s do ERP tem bom %s refugo %s retrabalho %s', t.good, t.scrap, t.rework, p.key,
         coalesce(t.erp_good, t.good), coalesce(t.erp_scrap, t.scrap), coalesce(t.erp_rework, t.rework)) as text_pt
from posting_in p
join hub.posting t on t.id = p.posting_id
where t.origin = 'HUB' and t.state = 'ACCEPTED' and not p.stale and num_nonnulls(t.erp_good, t.erp_scrap, t.erp_rework) > 0
union all
select 'posting.doubled', p.reference || ' ' || p.key, format('the ERP holds it again as row %s', p.key), format('o ERP o tem de novo na linha %s', p.key)
from posting_in p
where p.matched = 'NEW' and not p.reversed and p.referenced_id is not null
