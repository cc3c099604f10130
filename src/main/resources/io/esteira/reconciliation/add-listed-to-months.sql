-- Rows that differ count on the side that has them; those on their way count as the source has them, on both sides.
with settled as (
  select source_key, source_month, source_hash,
         case state when 'OPEN' then hub_month else source_month end as hub_month,
         case when state <> 'OPEN' then source_hash when reason is null then hub_hash end as hub_hash
    from hub.reconciliation_difference where reconciliation_id = :id and place = 'RECORD'
), sides as (
  select source_month as month, 1 as source_row, 0 as hub_row, hashtextextended(source_key || ' ' || source_hash, 0) as source_sum, 0::bigint as hub_sum
    from settled where source_hash is not null
  union all
  select hub_month, 0, 1, 0, hashtextextended(source_key || ' ' || hub_hash, 0) from settled where hub_hash is not null
)
insert into hub.reconciliation_month (reconciliation_id, month, source_rows, hub_rows, source_checksum, hub_checksum)
select :id, month, sum(source_row), sum(hub_row), bit_xor(source_sum), bit_xor(hub_sum) from sides group by month
on conflict (reconciliation_id, month) do update
   set source_rows = reconciliation_month.source_rows + excluded.source_rows,
       hub_rows = reconciliation_month.hub_rows + excluded.hub_rows,
       source_checksum = reconciliation_month.source_checksum # excluded.source_checksum,
       hub_checksum = reconciliation_month.hub_checksum # excluded.hub_checksum
