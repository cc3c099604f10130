-- Sessions of this login that have been in one statement, or between two of a transaction, for so long, wait for their client now, and are what others
-- wait for. What works, or waits for a lock itself, waits for no client. They are chosen first and ended then: a condition that ends sessions may be
-- looked at before the others.
with blocking as materialized (
  select distinct unnest(pg_blocking_pids(w.pid)) as pid
    from pg_stat_activity w
   where w.datname = current_database() and w.wait_event_type = 'Lock'
), frozen as materialized (
  select b.pid, left(regexp_replace(b.query, '\s+', ' ', 'g'), 80) as query
    from blocking
    join pg_stat_activity b on b.pid = blocking.pid
   where b.usename = current_user and b.datname = current_database()
     and b.wait_event_type = 'Client' and b.wait_event = 'ClientRead'
     and b.xact_start is not null
     and greatest(b.state_change, b.query_start) < clock_timestamp() - make_interval(secs => :silent)
)
select pid, query from frozen where pg_terminate_backend(pid)
