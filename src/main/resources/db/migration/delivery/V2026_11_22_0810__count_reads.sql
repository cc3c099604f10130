alter table hub.delivery add column reads integer not null default 0;
comment on column hub.delivery.reads is 'Times that the source was asked for it since it was last sent';
