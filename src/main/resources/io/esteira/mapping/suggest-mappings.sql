-- Codes of a source that lead nowhere yet, or not any more, each with the things of another source that may be meant. A code that is the same but for zeros,
-- blanks and signs scores 1; of the others a few by chance are compared, for 5 s at most, so that none is left out for good; the better of the
-- likeness of codes and of descriptions counts.
-- Placeholders: table of the things, column of their description, what is alike. Parameters: company, today, kind, fromSource, toSource, limit.
with open_code as (
  select c.code, hub.bare_code(c.code) as bare, max(c.description) as description
    from (
      select t.product_code as code, null::text as description
        from hub.machine_count t join hub.equipment e on e.id = t.equipment_id
       where :kind = 'ITEM' and t.company_id = :company and e.source = :fromSource and t.item_id is null
      union all
      select q.waits_key, null
        from hub.quarantine q
       where q.company_id = :company and q.source = :fromSource and q.state = 'WAITING' and q.waits_for = '%1$s'
      union all
      select x.code, x.%2$s
        from hub.%1$s x
       where x.company_id = :company and x.source = :fromSource and x.source <> :toSource and x.deleted_at is null
    ) c
   where not exists (
     select 1 from hub.code_mapping m
      where m.company_id = :company and m.kind = :kind and m.from_source = :fromSource and m.from_code = c.code
        and coalesce(m.valid_to, 'infinity') >= :today::date)
   group by c.code
), equal_code as (
  select o.code as from_code, o.description as from_description, t.code as to_code, t.%2$s as to_description, 1::real as score
    from open_code o
    join hub.%1$s t on hub.bare_code(t.code) = o.bare
   where t.company_id = :company and t.source = :toSource and t.deleted_at is null
), unlike as materialized (
  select o.* from open_code o
   where not exists (select 1 from equal_code e where e.from_code = o.code)
   order by random()
   limit 25
), pair as (
  select * from equal_code
  %3$s
), best as (
  select from_code, from_description, to_code, to_description, max(score) as score
    from pair group by from_code, from_description, to_code, to_description
), ranked as (
  select b.*, row_number() over (partition by from_code order by score desc, to_code) as place from best b
)
select from_code, from_description, to_code, to_description, round(score::numeric, 2) as score
  from ranked
 where place <= 3
 order by ranked.score desc, from_code, place
 limit :limit
