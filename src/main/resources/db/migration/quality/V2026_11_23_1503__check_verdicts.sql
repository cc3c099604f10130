alter table hub.inspection
  add check (status in ('NOT_STARTED', 'IN_PROGRESS', 'PENDING', 'APPROVED', 'REJECTED', 'OTHER')),
  add check (verdict in ('APPROVED', 'REJECTED', 'OTHER'));
