-- Comparisons of kept targets take a product once.
alter table hub.target_snapshot_item
  add constraint target_snapshot_item_product unique nulls not distinct (snapshot_id, style_id, item_id);
drop index hub.target_snapshot_item_snapshot;
-- The key (order_id, note_key) begins with it.
drop index hub.subcontract_note_order;

comment on table hub.plan_lot is 'Lots whose forecasts a plan is to bring, or whose backlog';
comment on table hub.plan_invoice_type is 'Kinds of invoices whose sales orders count for a plan';
comment on column hub.planning_rules.rules is 'By name: phases, order types and classes of stock that count or do not, folded phases, how categories, brands and collections are told';
