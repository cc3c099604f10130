-- The hub's own posting that a row names. By its reference alone, then its company: the planner, which knows nothing yet of a company whose
-- rows are on their way, would read all of them for each row.
update posting_in p
set referenced_id = (select case when t.company_id = :company then t.id end from hub.posting t where t.reference = p.reference)
where p.reference is not null
