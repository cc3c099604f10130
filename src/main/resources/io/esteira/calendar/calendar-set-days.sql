with given as (
  select * from unnest(:days::date[], :kinds::text[], :names::text[], :works::numeric[]) as g (day, kind, name, work)
),
found as (
  select t.id, t.company_id, to_jsonb(t) as before
  from hub.calendar_day t
  join given g on g.day = t.day
  where t.calendar_id = :calendar and t.origin = :origin
),
saved as (
  insert into hub.calendar_day as t (company_id, calendar_id, day, kind, name, work, origin, created_by)
  select :company::smallint, :calendar::bigint, day, kind, name, work, :origin::text, :by::text from given
  on conflict (calendar_id, day, origin) do update
  set kind = excluded.kind, name = excluded.name, work = excluded.work, created_at = now(), created_by = excluded.created_by
  where (t.kind, t.name, t.work) is distinct from (excluded.kind, excluded.name, excluded.work)
  returning t.id, t.company_id
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind, before)
  select 'calendar_day', s.id, s.company_id, case when f.id is null then 'I' else 'U' end, f.before
  from saved s
  left join found f on f.id = s.id
)
select id from saved
union
select id from found
order by id
