alter table hub.source_capability add check (verdict in ('OK', 'INFO', 'MISSING', 'FORBIDDEN', 'WRONG', 'UNKNOWN'));
