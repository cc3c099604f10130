alter table hub.delivery
  add check (kind in ('POSTING', 'DOWNTIME', 'REVERSAL')),
  add check (state in ('PENDING', 'SENDING', 'RETRYING', 'UNCERTAIN', 'DELIVERED', 'REJECTED', 'PENDING_IN_ERP', 'HELD', 'CANCELLED',
    'CLOSED_BY_HAND'));
alter table hub.delivery_attempt add check (kind in ('SEND', 'READ_BACK'));
