-- The latest changes of a canonical row, a line for each field that they changed. What a change made is what the next one found.
with latest as (
  select tx, seq, at, kind, inbox_id, before
    from hub.change_log where entity = :entity and row_id = :row
   order by tx desc, seq desc limit :most
), step as (
  select tx, seq, at, kind, inbox_id, before, coalesce(lead(before) over (order by tx, seq), cast(:now as jsonb)) as after from latest
)
select p.seq as change, p.at, p.kind::text as kind, s.source || '.' || s.entity as source, r.source_key, f.field, f.before, f.after
  from step p
  left join hub.inbox_record r on r.id = p.inbox_id
  left join hub.stream s on s.id = r.stream_id
  left join lateral (
    select key as field, b.value as before, a.value as after
      from jsonb_each_text(p.before) b full join jsonb_each_text(p.after) a using (key)
     where p.kind <> 'I' and b.value is distinct from a.value
       and key not in ('id', 'public_id', 'company_id', 'inbox_id', 'observed_at', 'updated_at')
  ) f on true
 order by p.tx desc, p.seq desc, f.field
