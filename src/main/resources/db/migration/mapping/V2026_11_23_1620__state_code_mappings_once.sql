-- What holds on a day is stated once; a function that returns rows becomes a part of the statement that reads from it.
create function hub.code_mapped_on(
  in_company smallint, in_kind text, in_from text, in_to text, in_code text, in_day date) returns table (code text)
language sql stable as $$
  select m.to_code
    from hub.code_mapping m
   where m.company_id = in_company and m.kind = in_kind and m.from_source = in_from and m.from_code = in_code and m.to_source = in_to
     and in_day between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
   limit 1
$$;
comment on function hub.code_mapped_on is 'What a code of one source is in another on that day; no row where no mapping says';

create or replace function hub.code_mapped_today(
  in_company smallint, in_kind text, in_from text, in_to text, in_code text, in_now timestamptz) returns table (code text)
language sql stable as $$
  select m.code
    from hub.company c
   cross join hub.code_mapped_on(in_company, in_kind, in_from, in_to, in_code, (in_now at time zone c.zone)::date) m
   where c.id = in_company
$$;

create or replace function hub.mapped_code(
  in_company smallint, in_kind text, in_from text, in_to text, in_code text, in_day date) returns text
language sql stable as $$
  select coalesce((select m.code from hub.code_mapped_on(in_company, in_kind, in_from, in_to, in_code, in_day) m), in_code)
$$;
