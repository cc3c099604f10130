alter table hub.delivery add column found_in text;
comment on column hub.delivery.found_in is 'Where the source shows what it was last sent as, such as SH6.H6_OBSERVA; a writer that looks elsewhere is not asked. Null where that can be only one place, before it is sent, and once it was refused';
