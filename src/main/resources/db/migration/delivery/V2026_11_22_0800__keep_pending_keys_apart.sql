-- Keys of pending rows are other numbers than those of postings: in one column they would be taken for each other.
alter table hub.delivery add column pending_key text;
comment on column hub.delivery.pending_key is 'Row under which the ERP keeps or kept it as pending';
comment on column hub.delivery.erp_key is 'Row of the ERP that it became; null until it is known';
create index delivery_pending_key on hub.delivery (company_id, target, pending_key) where pending_key is not null;
update hub.delivery set pending_key = erp_key, erp_key = null where state = 'PENDING_IN_ERP';
