-- Waits for its turn where this transaction has changed orders or routings: of an order and its routing that are merged at the same
-- time, neither sees the other before it is committed. Orders are held before, so that who has the turn finds none held by one who waits.
-- Returns a row for each company whose turn was taken.
select pg_advisory_xact_lock(hashtext('esteira.routing'), c.company_id)
  from (select distinct l.company_id::int as company_id
          from hub.change_log l
         where l.tx = pg_current_xact_id() and l.entity in ('production_order', 'routing_step')
         order by 1) c
