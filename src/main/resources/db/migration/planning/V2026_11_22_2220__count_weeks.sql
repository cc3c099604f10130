create function hub.weeks(in_first date, in_last date) returns integer
language sql immutable as $$
  select (date_trunc('week', in_last::timestamp)::date - date_trunc('week', in_first::timestamp)::date) / 7 + 1
$$;
comment on function hub.weeks is 'Weeks from Monday to Sunday that have a day from the first to the last, both included; 0 or less when the last comes weeks before the first';
