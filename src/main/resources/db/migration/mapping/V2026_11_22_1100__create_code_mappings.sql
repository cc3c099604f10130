create table hub.code_mapping (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  kind text not null,
  from_source text not null,
  from_code text not null,
  to_source text not null,
  to_code text not null,
  valid_from date,
  valid_to date,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  check (valid_from <= valid_to)
);
create unique index code_mapping_code
  on hub.code_mapping (company_id, kind, from_source, from_code, to_source, valid_from) nulls not distinct;
comment on table hub.code_mapping is 'Codes of one source that mean a code of another (de-para); validities of one code do not overlap, which the hub sees to under a lock per company';
comment on column hub.code_mapping.valid_from is 'First business day on which it holds; null: since ever';
comment on column hub.code_mapping.valid_to is 'Last business day on which it holds; null: for good';

-- A mapping takes effect as one more key of the thing that it leads to, so that references and replay find it without knowing of mappings.
alter table hub.source_ref add mapping_id bigint references hub.code_mapping (id) on delete cascade;
comment on column hub.machine_count.item_id is 'The item that the product code means by its mapping, or that has that code; null until there is one';
comment on column hub.source_ref.mapping_id is 'The code mapping that gave the key; null where the source''s own record did, which comes first';
create index source_ref_of_mapping on hub.source_ref (mapping_id) where mapping_id is not null;
create index source_ref_mapped on hub.source_ref (company_id, entity, source, key) where mapping_id is not null;

create function hub.is_known_to(in_source text, in_entity text, in_id bigint, in_first_source text) returns boolean
language sql stable as $$
  select in_source = in_first_source
    or exists (select 1 from hub.source_ref r where r.entity = in_entity and r.id = in_id and r.source = in_source)
$$;
comment on function hub.is_known_to is 'Whether the row was first read from the source, or the source has a key of it';
