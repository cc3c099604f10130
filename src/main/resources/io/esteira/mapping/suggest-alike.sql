  union all
  select o.code, o.description, t.code, t.description, t.score
    from unlike o
   cross join lateral (
     select x.code, x.%2$s as description, similarity(x.code, o.code) * 0.99::real as score
       from hub.%1$s x
      where x.code %% o.code and x.company_id = :company and x.source = :toSource and x.deleted_at is null
      order by score desc, x.code
      limit 3) t
  union all
  select o.code, o.description, t.code, t.description, t.score
    from unlike o
   cross join lateral (
     select x.code, x.%2$s as description, similarity(x.%2$s, o.description) * 0.99::real as score
       from hub.%1$s x
      where x.%2$s %% o.description and x.company_id = :company and x.source = :toSource and x.deleted_at is null
      order by score desc, x.code
      limit 3) t
