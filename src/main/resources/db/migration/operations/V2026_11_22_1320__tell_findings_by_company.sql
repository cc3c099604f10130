-- What was found so far does not say whose it is; the next diagnosis finds it again.
delete from hub.source_capability;
comment on column hub.source_capability.company_id is 'Whose people alone may read it; null: it is of the whole source';
