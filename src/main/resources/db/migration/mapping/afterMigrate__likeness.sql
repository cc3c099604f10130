-- Runs at each start: an administrator may have created pg_trgm since the migration that would have made this index.
do $$
declare
  home text;
begin
  select quote_ident(n.nspname) into home
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  if home is null or to_regclass('hub.item_likeness') is not null then
    return;
  end if;
  -- Instances that start at once wait here for the first.
  perform pg_advisory_xact_lock(hashtext('hub.item_likeness'));
  execute format(
    'create index if not exists item_likeness on hub.item using gin (hub.bare_code(code) %1$s.gin_trgm_ops, description %1$s.gin_trgm_ops)',
    home);
exception when insufficient_privilege then
  raise warning 'pg_trgm may not be used: code mappings are suggested by equal codes alone';
end
$$;
