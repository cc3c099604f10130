-- Canonical tables that say from which record each row comes, and whether it is deleted.
select c.relname
  from pg_class c
 where c.relnamespace = 'hub'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
   and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'inbox_id')
   and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'deleted_at')
   and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id')
 order by 1
