package io.esteira.platform;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

final class JdbcAudit implements Audit {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Tracer tracer;

    JdbcAudit(JdbcClient jdbc, JsonMapper json, Tracer tracer) {
        this.jdbc = jdbc;
        this.json = json;
        this.tracer = tracer;
    }

    @Override
    public void record(Caller caller, String action, @Nullable Short companyId, String subject, Map<String, ?> detail) {
        Entry entry = entry(caller, detail);
        // Types are named, since Spring asks the database for the type of a null each time.
        jdbc.sql("""
                        insert into hub.audit_entry (actor, action, company_id, subject, detail, remote_address, trace_id)
                        values (?, ?, ?, ?, ?::jsonb, ?, ?)
                        """)
                .param(1, entry.actor())
                .param(2, action)
                .param(3, companyId, Types.SMALLINT)
                .param(4, subject)
                .param(5, entry.detail())
                .param(6, entry.remoteAddress())
                .param(7, entry.traceId(), Types.VARCHAR)
                .update();
    }

    @Override
    public Entry entry(Caller caller, Map<String, ?> detail) {
        return new Entry(caller.name(), json.writeValueAsString(detail), caller.remoteAddress(), trace());
    }

    private @Nullable String trace() {
        return Optional.ofNullable(tracer.currentSpan())
                .map(Span::context)
                .map(context -> context.traceId())
                .orElse(null);
    }
}
