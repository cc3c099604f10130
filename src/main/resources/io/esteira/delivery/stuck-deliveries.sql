-- What was accepted for an ERP and is not there after a while, one row for each ERP and company. What waits for a person is not stuck.
select company_id, target, count(*) as waiting, min(created_at) as since,
  (array_agg(reason_text order by updated_at desc) filter (where reason_text is not null))[1] as reason
from hub.delivery
where state in ('PENDING', 'SENDING', 'RETRYING', 'UNCERTAIN') and created_at < cast(:before as timestamptz)
group by company_id, target
