-- The ERP row that a delivery became was seen before the hub knew that it is its own: its sighting moves to the hub's row, and the
-- one made of it goes, so that the fact counts once.
with own as (
  select id, %3$s, company_id from hub.%1$s where id = ?
),
other as (
  select g.id as sighting_id, t.id, t.company_id, to_jsonb(t) as before
  from own
  join hub.%1$s_sighting g on g.company_id = own.company_id and g.source = ? and g.key = ? and g.%1$s_id <> own.id
  join hub.%1$s t on t.id = g.%1$s_id and t.%3$s = own.%3$s and t.origin <> 'HUB'
),
moved as (
  update hub.%1$s_sighting g set %1$s_id = own.id from other, own where g.id = other.sighting_id
),
gone as (
  update hub.%1$s t
  set state = 'REVERSED', in_erp = false, reversed_at = now(), deleted_at = now(), reversal_reason = 'joined'
  from other where t.id = other.id
)
insert into hub.change_log (entity, row_id, company_id, kind, before)
select '%1$s', id, company_id, 'D', before from other
