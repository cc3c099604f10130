-- Runs at each start: an administrator may have created the role since, and a migration may have added views.
do $$
declare
  found regclass;
begin
  if to_regrole('esteira_bi') is null then
    begin
      create role esteira_bi nologin;
    exception
      when insufficient_privilege then
        raise warning 'the hub may not create roles, so nobody reads schema bi yet: an administrator has to run CREATE ROLE esteira_bi NOLOGIN, then start the hub again';
        return;
      when duplicate_object or unique_violation then
        null;
    end;
  end if;
  -- Instances that start at once wait here for the first.
  perform pg_advisory_xact_lock(hashtext('esteira.bi'));
  if not has_schema_privilege('esteira_bi', 'bi', 'usage') then
    grant usage on schema bi to esteira_bi;
  end if;
  for found in
    select c.oid::regclass from pg_class c
    where c.relnamespace = 'bi'::regnamespace and c.relkind = 'v' and pg_has_role(c.relowner, 'usage')
      and not has_table_privilege('esteira_bi', c.oid, 'select')
  loop
    execute format('grant select on %s to esteira_bi', found);
  end loop;
end
$$;
