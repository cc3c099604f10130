-- Lengthens the pause where the stream was the one that tried; opens the circuit where the routes of the source have failed since one of them
-- succeeded last. What had begun before that changes nothing.
update hub.source_state x
   set opened_at = coalesce(x.opened_at, cast(:now as timestamptz)),
       next_try_at = cast(:now as timestamptz) + make_interval(secs => least(300, 4 * power(2, least(x.tries, 10)))),
       tries = x.tries + 1,
       trying_stream = null,
       reason = :reason
 where x.company_id = :company and x.source = :source
   and case
     when x.opened_at is not null then x.trying_stream = :stream
     else :away and (
       select count(*) filter (where lately) >= least(3, count(*)) and sum(failures) filter (where lately) >= 3
         from (
           select t.failures,
             t.failures > 0 and t.last_failure_at > coalesce(max(t.last_success_at) over (), '-infinity') as lately
             from hub.stream s
             join hub.stream_state t on t.stream_id = s.id
            where (s.company_id, s.source) = (x.company_id, x.source) and t.run_id is not null
         ) route)
   end
