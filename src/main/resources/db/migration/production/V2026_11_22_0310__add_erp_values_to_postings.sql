alter table hub.posting
  add column erp_good numeric,
  add column erp_scrap numeric,
  add column erp_rework numeric;
comment on column hub.posting.erp_good is 'What the ERP holds where it differs from what was posted here; null when equal. Totals follow the ERP';
comment on column hub.posting.erp_scrap is 'As erp_good, of scrap';
comment on column hub.posting.erp_rework is 'As erp_good, of rework';

create index delivery_erp_key on hub.delivery (company_id, target, erp_key) where erp_key is not null;
