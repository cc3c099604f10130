alter table hub.delivery add column traceparent text;
comment on column hub.delivery.traceparent is 'What accepted it, as W3C Trace Context writes it: what is made of it later belongs to the same trace';

alter table hub.inbox_batch add column traceparent text;
comment on column hub.inbox_batch.traceparent is 'What stored it, as W3C Trace Context writes it: mapping it again belongs to the same trace';
