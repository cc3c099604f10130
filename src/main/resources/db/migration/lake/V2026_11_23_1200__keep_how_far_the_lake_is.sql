create table hub.lake_position (
  zone text not null,
  company_id smallint not null references hub.company (id),
  entity text not null,
  shape text not null,
  position text,
  target text,
  exported_at timestamptz,
  primary key (zone, company_id, entity)
);
comment on table hub.lake_position is 'How far each table has been exported to the lake';
comment on column hub.lake_position.shape is 'Columns that the files have; where these are to be others, all months are written again';
comment on column hub.lake_position.position is 'Transaction, or moment of receipt, up to which the lake has all; null before the first export';
comment on column hub.lake_position.target is 'Up to where the export goes that is under way; one that was cut off is made again up to the same place';
