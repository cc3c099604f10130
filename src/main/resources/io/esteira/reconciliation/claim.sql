-- The next one that this instance can read, one of each source at a time: the budgets of sources are not for more, and
-- none while its source is under maintenance.
update hub.reconciliation
   set state = 'RUNNING', step = 'READING', node = :node, attempts = attempts + 1, started_at = now(),
       lease_until = now() + make_interval(secs => :lease), rows_read = 0, rows_checked = 0
 where id = (
   select q.id from hub.reconciliation q
    where q.state = 'QUEUED' and q.stream_id = any(:streams)
      and not exists (select 1 from hub.reconciliation o where o.state = 'RUNNING' and o.source = q.source)
      and hub.under_maintenance_until(q.company_id, q.source, now()) is null
    order by q.id limit 1)
returning id, stream_id, company_id, attempts
