with given as (
  select :company::smallint as company_id, :code::text as code, :name::text as name, :scope::text as scope, :parent::bigint as parent_id,
         :region::text as region, :optionalWorks::boolean as optional_works, :week::numeric[] as week, :startsAt::time as starts_at,
         :endsAt::time as ends_at
),
found as (
  select t.id, t.company_id, to_jsonb(t) as before
  from hub.work_calendar t
  join given g on g.company_id = t.company_id and g.code = t.code
),
saved as (
  insert into hub.work_calendar as t (company_id, code, name, scope, parent_id, region, optional_works, monday, tuesday, wednesday,
    thursday, friday, saturday, sunday, starts_at, ends_at, created_by, updated_by)
  select company_id, code, name, scope, parent_id, region, optional_works, week[1], week[2], week[3], week[4], week[5], week[6], week[7],
         starts_at, ends_at, :by, :by
  from given
  on conflict (company_id, code) do update
  set name = excluded.name, scope = excluded.scope, parent_id = excluded.parent_id, region = excluded.region,
      optional_works = excluded.optional_works, monday = excluded.monday, tuesday = excluded.tuesday, wednesday = excluded.wednesday,
      thursday = excluded.thursday, friday = excluded.friday, saturday = excluded.saturday, sunday = excluded.sunday,
      starts_at = excluded.starts_at, ends_at = excluded.ends_at, updated_at = now(), updated_by = excluded.updated_by, deleted_at = null
  where (t.name, t.scope, t.parent_id, t.region, t.optional_works, t.monday, t.tuesday, t.wednesday, t.thursday, t.friday, t.saturday,
         t.sunday, t.starts_at, t.ends_at, t.deleted_at is null)
    is distinct from (excluded.name, excluded.scope, excluded.parent_id, excluded.region, excluded.optional_works, excluded.monday,
         excluded.tuesday, excluded.wednesday, excluded.thursday, excluded.friday, excluded.saturday, excluded.sunday, excluded.starts_at,
         excluded.ends_at, true)
  returning t.id, t.company_id
),
logged as (
  insert into hub.change_log (entity, row_id, company_id, kind, before)
  select 'work_calendar', s.id, s.company_id, case when f.id is null then 'I' else 'U' end, f.before
  from saved s
  left join found f on f.id = s.id
)
select id from saved
