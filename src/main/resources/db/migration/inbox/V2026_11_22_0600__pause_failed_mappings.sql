alter table hub.inbox_batch add attempts smallint not null default 0;
alter table hub.inbox_batch add next_at timestamptz;
comment on column hub.inbox_batch.attempts is 'Mappings that failed by the hub''s own fault';
comment on column hub.inbox_batch.next_at is 'Not mapped again before this moment; null until a mapping has failed';
