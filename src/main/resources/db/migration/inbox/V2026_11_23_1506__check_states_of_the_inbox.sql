alter table hub.quarantine add check (state in ('OPEN', 'WAITING', 'RESOLVED', 'DISCARDED'));
alter table hub.sync_run
  add check (mode in ('INCREMENTAL', 'SNAPSHOT')),
  add check (outcome in ('RUNNING', 'COMPLETE', 'FAILED', 'ABANDONED'));
