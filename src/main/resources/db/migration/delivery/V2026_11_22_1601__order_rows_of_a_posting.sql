create function hub.delivery_turn(delivery hub.delivery, posting hub.posting) returns integer language sql immutable as $$
  select case when delivery.loss_reason is null and posting.completes then 32767 else delivery.position end
$$;
comment on function hub.delivery_turn is 'When a row goes among those of its posting, the lowest first: a posting before its losses; one that completes its operation after them, since Protheus takes no loss of an order that is closed';
