create index production_order_current_phase on hub.production_order (current_phase_id);
create index posting_step on hub.posting (step_id);
