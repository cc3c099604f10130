  union all
  select o.code, o.description, t.code, t.description, t.score
    from unlike o
   cross join lateral (select case when clock_timestamp() < statement_timestamp() + interval '5 s' then o.bare end as bare offset 0) p
   cross join lateral (
     select x.code, x.%2$s as description, similarity(hub.bare_code(x.code), p.bare) * 0.99::real as score
       from hub.%1$s x
      where hub.bare_code(x.code) %% p.bare and x.company_id = :company and x.source = :toSource and x.deleted_at is null
      order by score desc, x.code
      limit 3) t
  union all
  select o.code, o.description, t.code, t.description, t.score
    from unlike o
   cross join lateral (
     select case when clock_timestamp() < statement_timestamp() + interval '5 s' then o.description end as description offset 0) p
   cross join lateral (
     select x.code, x.%2$s as description, similarity(x.%2$s, p.description) * 0.99::real as score
       from hub.%1$s x
      where x.%2$s %% p.description and x.company_id = :company and x.source = :toSource and x.deleted_at is null
      order by score desc, x.code
      limit 3) t
