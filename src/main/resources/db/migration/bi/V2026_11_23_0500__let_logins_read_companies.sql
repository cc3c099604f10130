-- The owner of a database may create schemas; a hub that was given its schema alone was not given this one yet.
do $$
begin
  if to_regnamespace('bi') is null then
    create schema bi;
  end if;
exception when insufficient_privilege then
  raise exception 'the hub may not create schema bi: an administrator has to run CREATE SCHEMA bi AUTHORIZATION %, then start the hub again',
    quote_ident(current_user);
end
$$;
comment on schema bi is 'Facts and dimensions for BI tools (indicadores): rows of the companies that the login is granted, and nothing else';

create table hub.bi_grant (
  role_name name not null check (role_name <> ''),
  company_id smallint not null references hub.company (id),
  granted_at timestamptz not null default now(),
  granted_by name not null default session_user,
  primary key (role_name, company_id)
);
comment on table hub.bi_grant is 'Which companies the views of schema bi show to a login of the database; a login without a row sees nothing';
comment on column hub.bi_grant.role_name is 'The login itself, as in session_user; membership in other roles shows nothing more';
comment on column hub.bi_grant.company_id is 'The company whose rows it sees';
comment on column hub.bi_grant.granted_at is 'When it was granted';
comment on column hub.bi_grant.granted_by is 'Who granted it';

-- Every view of schema bi begins with this one. session_user is who has logged in: SET ROLE does not change it, and only a superuser can.
create view hub.bi_company with (security_invoker = false) as
select c.id, c.code, c.name, c.zone
from hub.company c
where c.id in (select g.company_id from hub.bi_grant g where g.role_name = session_user);
comment on view hub.bi_company is 'Companies that the login is granted';
