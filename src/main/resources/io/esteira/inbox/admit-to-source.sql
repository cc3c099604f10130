-- Makes the stream the one that tries its source, where it is time to. Others that are due and failed longer ago, or never, go first; where
-- none of them has come within half a minute, nobody polls them.
update hub.source_state x
   set trying_stream = :stream, next_try_at = cast(:now as timestamptz) + interval '1 minute'
 where x.company_id = :company and x.source = :source and x.opened_at is not null
   and (
     :asked
     or x.next_try_at > cast(:now as timestamptz) + interval '5 minutes'
     or x.next_try_at <= cast(:now as timestamptz) - interval '30 seconds'
     or x.next_try_at <= cast(:now as timestamptz) and not exists (
       select 1
         from hub.stream s
         join hub.stream_state t on t.stream_id = s.id
         join hub.stream_state own on own.stream_id = :stream
        where (s.company_id, s.source) = (x.company_id, x.source) and s.id <> :stream and t.run_id is not null
          and coalesce(t.next_at, '-infinity') <= cast(:now as timestamptz)
          and coalesce(t.rests_until, '-infinity') <= cast(:now as timestamptz)
          and coalesce(t.last_failure_at, '-infinity') < coalesce(own.last_failure_at, '-infinity')))
