-- A machine as a person names it: by the ERP's code, by that of a source of counts, or by a word of the hub's that is mapped to the ERP.
-- One without a row is known where a routing plans it or a mapping leads to it.
select coalesce(
         hub.equipment_of(given.company, given.target, given.code, given.day),
         (select e.id from hub.equipment e where e.company_id = given.company and e.code = given.code order by e.source, e.id limit 1),
         hub.equipment_of(given.company, given.target, erp.code, given.day)) as id,
       exists (select 1 from hub.routing_step s where s.company_id = given.company and s.equipment = erp.code and s.source = given.target)
         or exists (
           select 1 from hub.code_mapping m
           where m.company_id = given.company and m.kind = 'EQUIPMENT' and m.to_source = given.target and m.to_code = erp.code
             and given.day between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')) as known,
       erp.code as erp_code
from (select :company::smallint as company, :target::text as target, :code::text as code, :day::date as day) given
cross join lateral (
  select hub.mapped_code(given.company, 'EQUIPMENT', 'hub', given.target, given.code, given.day) as code) erp
