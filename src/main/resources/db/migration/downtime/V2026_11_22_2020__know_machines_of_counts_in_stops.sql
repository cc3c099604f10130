create or replace function hub.equipment_of(in_company smallint, in_erp text, in_code text, in_day date) returns bigint
language sql stable as $$
  select coalesce(
    (select e.id
       from hub.code_mapping m
       join hub.equipment e on e.company_id = m.company_id and e.source = m.from_source and e.code = m.from_code
      where m.company_id = in_company and m.kind = 'EQUIPMENT' and m.to_source = in_erp and m.to_code = in_code
        and in_day between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
      order by m.id
      limit 1),
    (select e.id from hub.equipment e where e.company_id = in_company and e.source = in_erp and e.code = in_code),
    (select e.id
       from hub.equipment e
      where e.company_id = in_company and e.code = in_code
        and not exists (
          select 1 from hub.code_mapping m
           where m.company_id = in_company and m.kind = 'EQUIPMENT' and m.from_source = e.source and m.from_code = e.code
             and m.to_source = in_erp)
      order by e.source, e.id
      limit 1))
$$;
comment on function hub.equipment_of is 'The machine that an ERP means by a code on that day: the one that is mapped to it, else the one known from the ERP itself, else one that another source calls so and no mapping calls otherwise';
