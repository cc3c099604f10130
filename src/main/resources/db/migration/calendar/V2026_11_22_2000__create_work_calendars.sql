create table hub.work_calendar (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  code text not null,
  name text not null,
  scope text not null check (scope in ('COMPANY', 'STATE', 'CITY', 'PLANT', 'SUBCONTRACTOR')),
  parent_id bigint references hub.work_calendar (id),
  region text,
  optional_works boolean,
  monday numeric(3, 2) not null default 1 check (monday between 0 and 1),
  tuesday numeric(3, 2) not null default 1 check (tuesday between 0 and 1),
  wednesday numeric(3, 2) not null default 1 check (wednesday between 0 and 1),
  thursday numeric(3, 2) not null default 1 check (thursday between 0 and 1),
  friday numeric(3, 2) not null default 1 check (friday between 0 and 1),
  saturday numeric(3, 2) not null default 0 check (saturday between 0 and 1),
  sunday numeric(3, 2) not null default 0 check (sunday between 0 and 1),
  starts_at time not null default '07:00',
  ends_at time not null default '17:00',
  created_at timestamptz not null default now(),
  created_by text not null,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  deleted_at timestamptz,
  check (starts_at < ends_at),
  check (parent_id <> id),
  unique (company_id, code)
);
create index work_calendar_parent on hub.work_calendar (parent_id) where parent_id is not null;
comment on table hub.work_calendar is 'Work calendars (calendários de trabalho): which part of each day is worked';
comment on column hub.work_calendar.parent_id is 'Calendar whose days off and extra shifts hold here too, unless a day of its own says otherwise';
comment on column hub.work_calendar.region is 'State (UF, lower case) whose holidays are computed; null: the national ones only, where there is no parent';
comment on column hub.work_calendar.optional_works is 'Whether days of kind OPTIONAL (ponto facultativo) are worked; null: as the parent says, else not';
comment on column hub.work_calendar.monday is 'Part of a usual Monday that is worked: 1 all, 0.5 half, 0 none';

create table hub.calendar_day (
  id bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  company_id smallint not null references hub.company (id),
  calendar_id bigint not null references hub.work_calendar (id),
  day date not null,
  kind text not null check (kind in ('NATIONAL', 'STATE', 'MUNICIPAL', 'OPTIONAL', 'COLLECTIVE', 'EXTRA_SHIFT')),
  name text not null,
  work numeric(3, 2) not null check (work between 0 and 1),
  origin text not null check (origin in ('COMPUTED', 'PERSON', 'IMPORT')),
  created_at timestamptz not null default now(),
  created_by text not null,
  unique (calendar_id, day, origin)
);
comment on table hub.calendar_day is 'Days that differ from the usual week: holidays, collective vacations, half days, extra shifts';
comment on column hub.calendar_day.work is 'Part of the day that is worked';
comment on column hub.calendar_day.origin is 'COMPUTED from the law, IMPORT from the planning database in use before, PERSON: said by a person, which comes first';

create function hub.work_day_parts(in_calendar bigint, in_first date, in_last date) returns table (day date, work numeric)
language sql stable as $$
  with recursive chain as (
    select c.id, c.parent_id, c.optional_works, 0 as depth from hub.work_calendar c where c.id = in_calendar
    union all
    select c.id, c.parent_id, c.optional_works, chain.depth + 1
    from chain join hub.work_calendar c on c.id = chain.parent_id
    where chain.depth < 9
  ),
  optional as (
    select coalesce((select optional_works from chain where optional_works is not null order by depth limit 1), false) as works
  ),
  special as (
    select distinct on (d.day) d.day, d.kind, d.work
    from chain
    join hub.calendar_day d on d.calendar_id = chain.id and d.day between in_first and in_last
    order by d.day, chain.depth, case d.origin when 'PERSON' then 1 when 'IMPORT' then 2 else 3 end
  ),
  usual as (
    select g.day::date as day,
           case extract(isodow from g.day)
             when 1 then c.monday when 2 then c.tuesday when 3 then c.wednesday when 4 then c.thursday
             when 5 then c.friday when 6 then c.saturday else c.sunday end as work
    from hub.work_calendar c
    cross join generate_series(in_first::timestamp, in_last::timestamp, interval '1 day') as g (day)
    where c.id = in_calendar
  )
  select u.day,
         case when s.kind is null or s.kind = 'OPTIONAL' and o.works then u.work
              when s.kind = 'EXTRA_SHIFT' then s.work
              else least(s.work, u.work) end
  from usual u
  cross join optional o
  left join special s on s.day = u.day
$$;
comment on function hub.work_day_parts is 'Each day from the first to the last, both included, and which part of it is worked';

create function hub.work_days(in_calendar bigint, in_first date, in_last date) returns numeric
language sql stable as $$
  select coalesce(sum(p.work), 0) from hub.work_day_parts(in_calendar, in_first, in_last) p
$$;
comment on function hub.work_days is 'Business days (dias úteis) from the first to the last, both included; half days count half; 0 when the last comes first';
