create function hub.is_known(in_company smallint, in_source text, in_entity text, in_key text) returns boolean
language sql stable as $$
  select case
    when in_entity = 'order_step' then exists (
      select 1
        from hub.source_ref r join hub.order_step s on s.order_id = r.id
       where r.company_id = in_company and r.entity = 'production_order' and r.source = in_source
         and r.key = regexp_replace(in_key, '/[^/]*$', '')
         and regexp_replace(in_key, '^.*/', '') in (s.sequence::text, s.operation))
    else exists (
      select 1 from hub.source_ref r
       where r.company_id = in_company and r.entity = in_entity and r.source = in_source and r.key = in_key)
  end
$$;
comment on function hub.is_known is 'Whether a thing that a record waits for is there; steps are known by order key / sequence or operation';
