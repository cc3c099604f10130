-- A batch that was left over is found without a look at the whole inbox.
create index inbox_record_batch on hub.inbox_record (batch_id);
