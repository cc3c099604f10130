-- A difference that was open before is the same one: it is as old as it was first found.
update hub.reconciliation_difference n
   set first_seen_at = p.first_seen_at
  from hub.reconciliation_difference p
 where n.reconciliation_id = :id and n.state = 'OPEN'
   and p.stream_id = :stream and p.state = 'OPEN' and p.reconciliation_id <> :id
   and (p.source_key, p.place, p.kind) = (n.source_key, n.place, n.kind) and p.target is not distinct from n.target
