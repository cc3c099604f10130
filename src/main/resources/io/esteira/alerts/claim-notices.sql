-- What is due on a channel, in order, for one instance; of one alert nothing is sent before what was to be sent earlier.
with due as (
  select n.id
  from hub.alert_notice n
  where n.channel = :channel and n.sent_at is null and n.given_up_at is null and n.next_at <= now()
    and (n.lease_until is null or n.lease_until < now())
    and not exists (
      select from hub.alert_notice e
      where e.alert_id = n.alert_id and e.channel = n.channel and e.id < n.id and e.sent_at is null and e.given_up_at is null
        and e.next_at > now())
  order by n.id
  limit :most
  for update skip locked
), claimed as (
  update hub.alert_notice n set lease_until = now() + interval '2 minutes', attempts = n.attempts + 1
  from due d where n.id = d.id
  returning n.id, n.public_id, n.alert_id, n.event
)
select n.id, n.public_id, a.public_id as alert, n.event, a.code, c.code as company, a.subject, a.message, a.message_pt, a.raised_at, a.ended_at
from claimed n
join hub.alert a on a.id = n.alert_id
left join hub.company c on c.id = a.company_id
order by n.id
