  union all
  select o.code, o.description, t.code, t.%2$s, similarity(o.code, t.code) * 0.99::real
    from open_code o
    join hub.%1$s t on t.code %% o.code
   where t.company_id = :company and t.source = :toSource and t.deleted_at is null
  union all
  select o.code, o.description, t.code, t.%2$s, similarity(o.description, t.%2$s) * 0.99::real
    from open_code o
    join hub.%1$s t on t.%2$s %% o.description
   where t.company_id = :company and t.source = :toSource and t.deleted_at is null
