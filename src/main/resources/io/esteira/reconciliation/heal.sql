-- What was open before is healed, unless it was found again or not looked at. Beyond what is listed nobody can tell.
update hub.reconciliation_difference p
   set state = case when f.again then 'SEEN_AGAIN' else 'HEALED' end,
       healed_at = case when not f.again then now() end
  from (
    select o.id, exists (
             select 1 from hub.reconciliation_difference n
              where n.reconciliation_id = :id and n.state = 'OPEN' and (n.source_key, n.place) = (o.source_key, o.place)
                and n.target is not distinct from o.target) as again
      from hub.reconciliation_difference o
     where o.stream_id = :stream and o.state = 'OPEN' and o.reconciliation_id <> :id
       and (exists (select 1 from hub.reconciliation_row r where r.reconciliation = :id and r.source_key = o.source_key)
            or not exists (select 1 from hub.inbox_record i
                            where i.stream_id = :stream and i.source_key = o.source_key and i.gone_at is null))
  ) f
 where p.id = f.id and (f.again or :unlisted = 0)
