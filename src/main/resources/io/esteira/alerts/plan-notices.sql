-- One notice for each channel when an alert has been open for a while, one when it has stayed away for a while. An alert that comes back in
-- between is still told: it is not told anew, and its end waits.
with told as (
  select n.channel, n.alert_id, a.code, a.subject
  from hub.alert_notice n
  join hub.alert a on a.id = n.alert_id
  where n.event = 'RAISED'
    and not exists (select from hub.alert_notice e where e.alert_id = n.alert_id and e.channel = n.channel and e.event = 'ENDED')
)
insert into hub.alert_notice (alert_id, channel, event)
select a.id, c.channel, 'RAISED'
from hub.alert a
cross join unnest(:channels::text[]) as c (channel)
where a.ended_at is null and a.acknowledged_at is null and a.raised_at <= now() - make_interval(secs => :notifyAfter)
  and not exists (select from told t where t.channel = c.channel and t.code = a.code and t.subject = a.subject)
union all
select t.alert_id, t.channel, 'ENDED'
from told t
join hub.alert a on a.id = t.alert_id
where a.ended_at is not null
  and not exists (
    select from hub.alert x
    where x.code = t.code and x.subject = t.subject
      and (x.ended_at is null or x.ended_at > now() - make_interval(secs => :quietFor)))
on conflict (alert_id, channel, event) do nothing
