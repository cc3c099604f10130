create function hub.bare_code(code text) returns text language sql immutable parallel safe as $$
  select coalesce(nullif(ltrim(regexp_replace(lower(code), '[^[:alnum:]]', '', 'g'), '0'), ''), code)
$$;
comment on function hub.bare_code is 'A code without leading zeros, blanks and signs, in lower case: what people take for the same code';

-- The owner of a database may create pg_trgm; an administrator may have created it before, in whatever schema. Where it cannot be used the
-- hub starts without it, and suggests by equal codes alone.
do $$
declare
  home text;
begin
  create extension if not exists pg_trgm;
  select quote_ident(n.nspname) into home
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format(
    'create index item_likeness on hub.item using gin (hub.bare_code(code) %1$s.gin_trgm_ops, description %1$s.gin_trgm_ops)', home);
exception when insufficient_privilege or undefined_file or feature_not_supported or undefined_object or invalid_schema_name then
  raise warning 'pg_trgm is not available: code mappings are suggested by equal codes alone';
end
$$;
