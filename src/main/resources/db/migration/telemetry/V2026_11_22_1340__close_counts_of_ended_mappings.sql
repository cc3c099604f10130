-- A code that means another item from a day on is counted anew from then; what was counted before stays with the item that it meant.
alter table hub.machine_count add closed_at timestamptz;
alter table hub.machine_count drop constraint machine_count_equipment_id_product_code_key;
create unique index machine_count_open on hub.machine_count (equipment_id, product_code) where closed_at is null;
create index machine_count_of_product on hub.machine_count (equipment_id, product_code);
comment on table hub.machine_count is 'Pieces that a machine has counted of a product since the hub listens to it; anew where the product''s code has come to mean another item';
comment on column hub.machine_count.closed_at is 'When the code had come to mean another item, because its mapping had ended: nothing is added any more; null while pieces are added';
