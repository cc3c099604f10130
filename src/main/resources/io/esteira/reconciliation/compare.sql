-- What the source has shown beside what the hub holds, as both are at one moment: rows that are the same are counted by month, the others listed.
with source as (
  select distinct on (source_key) source_key, content_hash, month
    from hub.reconciliation_row where reconciliation = :id
   order by source_key, ord desc
), both_sides as (
  select s.source_key, s.content_hash as source_hash, s.month as source_month, r.content_hash as hub_hash, r.batch_id as hub_batch,
         case when r.content_hash is distinct from s.content_hash then hub.month_of(hub.payload_json(r.payload) ->> :day) else s.month end as hub_month,
         case when q.id is not null then 'QUARANTINED' when b.id is not null then 'NOT_MAPPED' end as reason
    from source s
    left join hub.inbox_record r on r.stream_id = :stream and r.source_key = s.source_key and r.gone_at is null
    left join hub.quarantine q on q.inbox_id = r.id and q.state in ('OPEN', 'WAITING')
    left join hub.inbox_batch b on b.id = r.batch_id and b.mapped_at is null
   where s.content_hash is not null or (r.id is not null and :deletes)
), judged as materialized (
  select *,
         case
           when source_hash is null then 'MISSING_IN_SOURCE'
           when hub_hash is null or reason is not null then 'MISSING_HERE'
           when source_hash <> hub_hash then 'DIFFERENT'
         end as kind
    from both_sides
), ranked as (
  select *, row_number() over (order by source_key) as place from judged where kind is not null
), listed as (
  insert into hub.reconciliation_difference
    (company_id, reconciliation_id, stream_id, kind, reason, source_key, first_seen_at, source_month, hub_month, source_hash, hub_hash, hub_batch)
  select :company, :id, :stream, kind, reason, source_key, :now, source_month, hub_month, source_hash, hub_hash, hub_batch
    from ranked where place <= :most
), sides as (
  select source_month as month, 1 as source_row, 0 as hub_row, hashtextextended(source_key || ' ' || source_hash, 0) as source_sum, 0::bigint as hub_sum
    from judged where source_hash is not null and (kind is null or source_key in (select source_key from ranked where place > :most))
  union all
  select hub_month, 0, 1, 0, hashtextextended(source_key || ' ' || hub_hash, 0)
    from judged where hub_hash is not null and reason is null
     and (kind is null or source_key in (select source_key from ranked where place > :most))
), months as (
  insert into hub.reconciliation_month (reconciliation_id, month, source_rows, hub_rows, source_checksum, hub_checksum)
  select :id, month, sum(source_row), sum(hub_row), bit_xor(source_sum), bit_xor(hub_sum) from sides group by month
)
select greatest(count(*) - :most, 0) from ranked
