alter table hub.reconciliation_difference add column hub_batch bigint;
comment on column hub.reconciliation_difference.hub_batch is 'The batch that had changed the hub''s record last when both sides were compared: another one since tells that it moved';
