select r.source_key, r.content_hash, r.payload, r.in_scope and r.absent_runs > 0 as noticed,
       r.batch_id,
       case when q.id is not null then 'QUARANTINED' when b.id is not null then 'NOT_MAPPED' end as reason
  from hub.inbox_record r
  left join hub.quarantine q on q.inbox_id = r.id and q.state in ('OPEN', 'WAITING')
  left join hub.inbox_batch b on b.id = r.batch_id and b.mapped_at is null
 where r.stream_id = :stream and r.gone_at is null and r.source_key = any(:keys)
