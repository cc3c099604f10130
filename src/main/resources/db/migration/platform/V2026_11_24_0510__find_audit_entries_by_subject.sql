create index audit_entry_subject on hub.audit_entry (subject);
