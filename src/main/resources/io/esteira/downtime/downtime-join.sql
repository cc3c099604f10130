-- The ERP row that a delivery became was seen before the hub knew that it is its own: its sighting moves to the hub's stop, and the
-- stop made of it goes, so that the fact counts once.
with own as (
  select id, equipment_id, company_id from hub.downtime where id = ?
),
other as (
  select g.id as sighting_id, t.id, t.company_id, to_jsonb(t) as before
  from own
  join hub.downtime_sighting g on g.company_id = own.company_id and g.source = ? and g.key = ? and g.downtime_id <> own.id
  join hub.downtime t on t.id = g.downtime_id and t.equipment_id = own.equipment_id and t.origin <> 'HUB'
),
moved as (
  update hub.downtime_sighting g set downtime_id = own.id from other, own where g.id = other.sighting_id
),
gone as (
  update hub.downtime t
  set state = 'REVERSED', in_erp = false, reversed_at = now(), deleted_at = now(), reversal_reason = 'joined'
  from other where t.id = other.id
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select 'downtime', id, company_id, 'D', before from other
