alter table hub.delivery add erp_codes jsonb;
comment on column hub.delivery.erp_codes is 'The ERP''s codes that stood for the posting''s when it was last sent: {"operator": …, "reasons": {the posting''s: the ERP''s}}; what was sent is asked for by them, whatever the mappings say by then. Null before it is sent';

create function hub.erp_codes(in_posting bigint) returns jsonb language sql stable as $$
  select jsonb_build_object(
           'operator', hub.mapped_code(t.company_id, 'OPERATOR', 'hub', o.source, t.operator, t.posted_on),
           'reasons', (
             select coalesce(
               jsonb_object_agg(c.reason, hub.mapped_code(t.company_id, 'SCRAP_REASON', 'hub', o.source, c.reason, t.posted_on)), '{}')
               from hub.posting_scrap c where c.posting_id = t.id))
    from hub.posting t join hub.production_order o on o.id = t.order_id
   where t.id = in_posting and t.origin = 'HUB'
$$;
comment on function hub.erp_codes(bigint) is 'The codes of a posting made here as the order''s ERP has them, by the mappings that hold on the posting''s day; null for one made in an ERP, which has its own';

create function hub.erp_codes(in_delivery uuid, in_posting bigint) returns jsonb language sql stable as $$
  select coalesce(
    (select d.erp_codes from hub.delivery d where d.public_id = in_delivery),
    (select d.erp_codes from hub.delivery d where d.posting_id = in_posting and d.kind = 'POSTING' and d.position = 1),
    hub.erp_codes(in_posting))
$$;
comment on function hub.erp_codes(uuid, bigint) is 'The codes by which a delivery was sent, or its posting was, else those that it would be sent by';
