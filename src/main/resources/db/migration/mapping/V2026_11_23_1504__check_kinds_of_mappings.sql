alter table hub.code_mapping
  add check (kind in ('ITEM', 'EQUIPMENT', 'PHASE', 'SCRAP_REASON', 'STOP_REASON', 'UNIT', 'WAREHOUSE', 'OPERATOR'));
