-- PostgreSQL makes a function that returns rows a part of the statement that reads from it; hub.mapped_code is called for each row.
create function hub.code_mapped_today(
  in_company smallint, in_kind text, in_from text, in_to text, in_code text, in_now timestamptz) returns table (code text)
language sql stable as $$
  select m.to_code
    from hub.code_mapping m
    join hub.company c on c.id = m.company_id
   where m.company_id = in_company and m.kind = in_kind and m.from_source = in_from and m.from_code = in_code and m.to_source = in_to
     and (in_now at time zone c.zone)::date between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
   limit 1
$$;
comment on function hub.code_mapped_today is 'What a code of one source is in another on the company''s day; no row where no mapping says';
