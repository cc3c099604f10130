-- What a running snapshot has seen is kept in memory: it was of no worth after a crash, and writing it cost more than reading the source.
drop table hub.sync_seen;
