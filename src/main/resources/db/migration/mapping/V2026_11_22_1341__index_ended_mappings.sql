-- What has ended is found without a look at all mappings and their keys.
create index code_mapping_end on hub.code_mapping (valid_to) where valid_to is not null;
-- Own keys take the place of mapped ones as they are written: nothing looks for mapped ones any more.
drop index hub.source_ref_mapped;
