-- Lists that are closed in code and contract are closed here too: a value that nothing reads is refused where it is written.
alter table hub.item add check (kind in ('STYLE', 'PRODUCT', 'COMPONENT', 'MATERIAL'));
alter table hub.production_order
  add check (status in ('PLANNED', 'RELEASED', 'IN_PROGRESS', 'SUSPENDED', 'CLOSED')),
  add check (reported_status in ('PLANNED', 'RELEASED', 'IN_PROGRESS', 'SUSPENDED', 'CLOSED'));
alter table hub.order_step add check (status in ('WAITING', 'IN_PROGRESS', 'COMPLETED'));
alter table hub.posting
  add check (origin in ('HUB', 'PUSH', 'ERP')),
  add check (state in ('ACCEPTED', 'REVERSED'));
alter table hub.posting_sighting add check (how in ('POLL', 'PUSH'));
