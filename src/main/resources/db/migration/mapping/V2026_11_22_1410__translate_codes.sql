create function hub.mapped_code(in_company smallint, in_kind text, in_from text, in_to text, in_code text, in_day date) returns text
language sql stable as $$
  select coalesce((
    select m.to_code
      from hub.code_mapping m
     where m.company_id = in_company and m.kind = in_kind and m.from_source = in_from and m.from_code = in_code and m.to_source = in_to
       and in_day between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
     limit 1), in_code)
$$;
comment on function hub.mapped_code is 'What a code of one source is in another on that day; the code itself where no mapping says';
