alter table hub.inbox_batch add column mapper_version smallint;
comment on column hub.inbox_batch.mapper_version is 'Version of the mapper that mapped it; null until it is mapped, for batches mapped before versions were kept, and where nothing maps them';
