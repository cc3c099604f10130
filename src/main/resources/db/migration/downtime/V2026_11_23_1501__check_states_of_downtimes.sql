alter table hub.downtime
  add check (origin in ('HUB', 'ERP')),
  add check (state in ('ACCEPTED', 'REVERSED'));
