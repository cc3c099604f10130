create table hub.int_lock (
  lock_key char(36) not null,
  region varchar(100) not null,
  client_id char(36),
  created_date timestamp not null,
  expired_after timestamp not null,
  primary key (lock_key, region)
);
comment on table hub.int_lock is 'Leadership of routes (Spring Integration''s lock registry): a hint only, stream_state.run_id is what fences';
