-- Tried again after 15 s, 30 s, … half an hour, for a day.
update hub.alert_notice
set lease_until = null, error = :error,
  next_at = now() + least(interval '15 seconds' * power(2, least(attempts - 1, 10)), interval '30 minutes'),
  given_up_at = case when created_at < now() - interval '1 day' then now() end
where id = any(:ids)
