alter table hub.delivery add column loss_reason text;
comment on column hub.delivery.loss_reason is 'Scrap reason that this step brings alone, after the posting itself; null for the posting or its reversal';
comment on column hub.delivery.position is 'Step of a delivery of several, the posting itself first; a step waits until the one before is delivered';
