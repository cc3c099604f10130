-- Source records that have made or changed a canonical row, the one that it says now first.
with latest as (
  select (cast(:now as jsonb) ->> 'inbox_id')::bigint as inbox_id
), found as (
  select inbox_id from hub.change_log where entity = :entity and row_id = :row and inbox_id is not null
  union
  select inbox_id from latest where inbox_id is not null
)
select r.stream_id, b.run_id, s.source, s.entity, r.source_key, r.source_version, r.observed_at, b.received_at, b.mapped_at, b.mapper_version,
       hub.payload_text(r.payload) as payload, hub.payload_text(hub.edited_payload(r.id, r.batch_id)) as edited_payload, r.gone_at,
       r.id is not distinct from (select inbox_id from latest) as latest,
       (select max(q.id) from hub.quarantine q where q.inbox_id = r.id) as quarantine_id
  from found f
  join hub.inbox_record r on r.id = f.inbox_id
  join hub.stream s on s.id = r.stream_id
  left join hub.inbox_batch b on b.id = r.batch_id
 order by latest desc, r.observed_at desc, r.id
 limit 100
