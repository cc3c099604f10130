alter table hub.job add check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'));
comment on column hub.job.result is 'What came of it, in the shape of its kind; null until it is done';
