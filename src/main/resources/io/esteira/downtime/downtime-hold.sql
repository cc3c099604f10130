-- The machines whose stops may change, each in its turn: those that the rows name, those of stops that were seen in these rows before, and
-- those of the hub's own stops that come back in them, which may have been reported on another machine.
select hub.hold_machine(m.id)
from (
  select equipment_id as id from downtime_in where equipment_id is not null
  union
  select t.equipment_id
  from downtime_in p
  join hub.downtime_sighting g on g.company_id = :company and g.source = :source and g.key = p.key
  join hub.downtime t on t.id = g.downtime_id
  union
  select t.equipment_id from downtime_in p join hub.downtime t on t.reference = p.reference where t.company_id = :company
  union
  select d.equipment_id
  from downtime_in p
  join hub.delivery d on d.company_id = :company and d.target = :source and d.erp_key = p.key
  where d.equipment_id is not null
  order by 1) m
