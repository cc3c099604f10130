-- Records that the hub takes as there and the source has not shown: outside of what it shows, or gone.
select r.source_key from hub.inbox_record r
 where r.stream_id = :stream and r.gone_at is null
   and not exists (select 1 from hub.reconciliation_row s where s.reconciliation = :id and s.source_key = r.source_key)
 order by r.source_key
 limit :most
