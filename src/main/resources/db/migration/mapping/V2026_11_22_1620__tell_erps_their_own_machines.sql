create function hub.erp_equipment(in_company smallint, in_erp text, in_code text, in_day date) returns text language sql stable as $$
  select coalesce((
    select m.to_code
      from hub.code_mapping m
     where m.company_id = in_company and m.kind = 'EQUIPMENT' and m.from_code = in_code and m.to_source = in_erp
       and (m.from_source = 'hub' or exists (
             select 1 from hub.equipment e where e.company_id = in_company and e.source = m.from_source and e.code = in_code))
       and in_day between coalesce(m.valid_from, '-infinity') and coalesce(m.valid_to, 'infinity')
     order by m.from_source <> 'hub', m.from_source
     limit 1), in_code)
$$;
comment on function hub.erp_equipment is 'What the ERP calls a machine on that day: by a mapping of the hub''s own words, or of the source of a machine that has the code; the code itself where no mapping says';

create or replace function hub.erp_codes(in_posting bigint) returns jsonb language sql stable as $$
  select jsonb_build_object(
           'operator', hub.mapped_code(t.company_id, 'OPERATOR', 'hub', o.source, t.operator, t.posted_on),
           'equipment', hub.erp_equipment(t.company_id, o.source, t.equipment, t.posted_on),
           'reasons', (
             select coalesce(
               jsonb_object_agg(c.reason, hub.mapped_code(t.company_id, 'SCRAP_REASON', 'hub', o.source, c.reason, t.posted_on)), '{}')
               from hub.posting_scrap c where c.posting_id = t.id))
    from hub.posting t join hub.production_order o on o.id = t.order_id
   where t.id = in_posting and t.origin = 'HUB'
$$;
comment on column hub.delivery.erp_codes is 'The ERP''s codes that stood for the posting''s when it was last sent: {"operator": …, "equipment": …, "reasons": {the posting''s: the ERP''s}}; what was sent is asked for by them, whatever the mappings say by then. Null before it is sent';
