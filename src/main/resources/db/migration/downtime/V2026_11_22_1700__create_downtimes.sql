create table hub.downtime_reason (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  source text not null,
  code text not null,
  description text not null,
  observed_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  unique (company_id, code)
);
comment on table hub.downtime_reason is 'Reasons of stops (motivos de parada) as the ERP keeps them';

create table hub.downtime (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  company_id smallint not null references hub.company (id),
  equipment_id bigint not null references hub.equipment (id),
  reason text,
  planned boolean,
  started_at timestamptz not null,
  ended_at timestamptz,
  order_id bigint references hub.production_order (id),
  step_id bigint references hub.order_step (id),
  operator text,
  note text,
  origin text not null,
  state text not null default 'ACCEPTED',
  in_erp boolean not null,
  reference text unique,
  reversal_reason text,
  reversal_requested_by text,
  reversal_requested_at timestamptz,
  reversed_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  inbox_id bigint,
  deleted_at timestamptz,
  check (step_id is null or order_id is not null)
);
create index downtime_machine on hub.downtime (equipment_id, started_at);
create index downtime_start on hub.downtime (company_id, started_at);
create index downtime_order on hub.downtime (order_id) where order_id is not null;
comment on table hub.downtime is 'Stops of machines (paradas): one row per fact, however many ways it was seen';
comment on column hub.downtime.reason is 'Code of the reason as it was reported; null where an ERP has none';
comment on column hub.downtime.planned is 'Null where the source does not tell';
comment on column hub.downtime.ended_at is 'Null while an ERP shows no end';
comment on column hub.downtime.origin is 'HUB reported here, ERP read from it';
comment on column hub.downtime.state is 'ACCEPTED or REVERSED';
comment on column hub.downtime.in_erp is 'The ERP holds it: seen there, or delivered and confirmed';
comment on column hub.downtime.reference is 'Nine characters of base 32 that a delivery carries into the ERP; null for stops entered there';

create table hub.downtime_sighting (
  id bigint generated always as identity primary key,
  downtime_id bigint not null references hub.downtime (id),
  company_id smallint not null references hub.company (id),
  source text not null,
  key text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  reversed boolean not null default false,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  inbox_id bigint,
  gone_at timestamptz,
  unique (company_id, source, key)
);
create index downtime_sighting_downtime on hub.downtime_sighting (downtime_id);
comment on table hub.downtime_sighting is 'The ERP rows in which a stop was seen';

comment on table hub.equipment is 'Machines: those that count pieces, with where the sequence of their counters stands, and those that an ERP names in stops';
create index equipment_code on hub.equipment (company_id, code);
create index routing_step_equipment on hub.routing_step (company_id, equipment) where equipment is not null;

create function hub.equipment_of(in_company smallint, in_erp text, in_code text, in_day date) returns bigint language sql stable as $$
  select coalesce(
    (select e.id
       from hub.code_mapping m
       join hub.equipment e on e.company_id = m.company_id and e.source = m.from_source and e.code = m.from_code
      where m.company_id = in_company and m.kind = 'EQUIPMENT' and m.to_source = in_erp and m.to_code = in_code
        and in_day between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
      order by m.id
      limit 1),
    (select e.id from hub.equipment e where e.company_id = in_company and e.source = in_erp and e.code = in_code))
$$;
comment on function hub.equipment_of is 'The machine that an ERP means by a code on that day: the one that is mapped to it, else the one known from the ERP itself';

create function hub.downtime_codes(in_downtime bigint, in_target text) returns jsonb language sql stable as $$
  select jsonb_build_object(
           'operator', case when own.yes then hub.mapped_code(t.company_id, 'OPERATOR', 'hub', in_target, t.operator, day.on) else t.operator end,
           'reason', case when own.yes then hub.mapped_code(t.company_id, 'STOP_REASON', 'hub', in_target, t.reason, day.on) else t.reason end,
           'equipment', case
             when e.source = in_target then e.code
             else coalesce((
               select m.to_code
                 from hub.code_mapping m
                where m.company_id = t.company_id and m.kind = 'EQUIPMENT' and m.from_source = e.source and m.from_code = e.code
                  and m.to_source = in_target and day.on between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
                limit 1), hub.erp_equipment(t.company_id, in_target, e.code, day.on))
           end)
    from hub.downtime t
    join hub.equipment e on e.id = t.equipment_id
    join hub.company c on c.id = t.company_id
   cross join lateral (select t.origin = 'HUB' as yes) own
   cross join lateral (select (t.started_at at time zone c.zone)::date as "on") day
   where t.id = in_downtime
$$;
comment on function hub.downtime_codes is 'The codes of a stop as the ERP has them, by the mappings that hold on the day on which it began';

create function hub.hold_machine(in_equipment bigint) returns void language sql volatile as $$
  select pg_advisory_xact_lock(hashtext('esteira.downtime'), (in_equipment % 2147483647)::integer)
$$;
comment on function hub.hold_machine is 'Whoever changes stops of a machine takes turns until the end of the transaction; counters of machines, whose rows are written all the time, do not wait for it';
