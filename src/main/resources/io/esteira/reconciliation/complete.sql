update hub.reconciliation
   set state = 'DONE', step = null, ended_at = now(), unlisted = :unlisted, unchecked = :unchecked,
       source_rows = (select coalesce(sum(m.source_rows), 0) from hub.reconciliation_month m where m.reconciliation_id = :id),
       hub_rows = (select coalesce(sum(m.hub_rows), 0) from hub.reconciliation_month m where m.reconciliation_id = :id),
       differences = :unlisted
         + (select count(*) from hub.reconciliation_difference d where d.reconciliation_id = :id and d.state = 'OPEN'),
       in_flight = (select count(*) from hub.reconciliation_difference d where d.reconciliation_id = :id and d.state = 'IN_FLIGHT')
 where id = :id and state = 'RUNNING' and attempts = :attempt
