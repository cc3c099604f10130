create function hub.bare_code(code text) returns text language sql immutable parallel safe as $$
  select coalesce(nullif(ltrim(regexp_replace(lower(code), '[^[:alnum:]]', '', 'g'), '0'), ''), code)
$$;
comment on function hub.bare_code is 'A code without leading zeros, blanks and signs, in lower case: what people take for the same code';

-- The owner of a database may create pg_trgm. Where that is denied the hub starts without it, and suggests by equal codes alone.
do $$
begin
  create extension if not exists pg_trgm;
  create index item_likeness on hub.item using gin (code gin_trgm_ops, description gin_trgm_ops);
exception when insufficient_privilege or undefined_file or feature_not_supported then
  raise warning 'pg_trgm is not available: code mappings are suggested by equal codes alone';
end
$$;
