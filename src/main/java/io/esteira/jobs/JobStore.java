package io.esteira.jobs;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of jobs. Each method is one statement; each change has its entry in the change log. */
@Component
class JobStore {

    /** A node that has not renewed its jobs for so long is gone. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final String INTERRUPTED = """
            state = 'FAILED', ended_at = now(), message = 'Interrupted: the hub stopped while it ran. Start it again.',
            message_pt = 'Interrompido: o hub parou durante a execução. Inicie de novo.'""";

    /** A job as those see it who want to stop it. */
    record Row(long id, short companyId, String state) {}

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Jobs.Started insert(short companyId, String kind, String createdBy) {
        return jdbc.sql("""
                        with made as (
                          insert into hub.job (company_id, kind, created_by, lease_until)
                          values (?, ?, ?, now() + make_interval(secs => ?)) returning id, public_id, company_id
                        ), logged as (
                          insert into hub.change_log (entity, row_id, company_id, kind) select 'job', id, company_id, 'I' from made
                        )
                        select id, public_id from made
                        """)
                .params(companyId, kind, createdBy, LEASE.toSeconds())
                .query((row, n) -> new Jobs.Started(row.getLong("id"), row.getObject("public_id", UUID.class)))
                .single();
    }

    /** @return whether it may begin: it was not cancelled meanwhile */
    boolean begin(long id) {
        return changed("state = 'RUNNING', started_at = now()", "id = :id and state = 'QUEUED'", Map.of("id", id)) > 0;
    }

    /** @return whether it may go on */
    boolean progress(long id, long done, long total) {
        return changed(
                        "done = :done, total = :total",
                        "id = :id and state = 'RUNNING' and not cancel_requested",
                        Map.of("id", id, "done", done, "total", total))
                > 0;
    }

    void done(long id, String result) {
        changed(
                "state = 'DONE', ended_at = now(), done = coalesce(total, done), result = :result::jsonb",
                "id = :id and state = 'RUNNING'",
                Map.of("id", id, "result", result));
    }

    void failed(long id, String message, String messagePt) {
        changed(
                "state = 'FAILED', ended_at = now(), message = :message, message_pt = :messagePt",
                "id = :id and state = 'RUNNING'",
                Map.of("id", id, "message", message, "messagePt", messagePt));
    }

    void interrupted(long id) {
        changed(INTERRUPTED, "id = :id and state in ('QUEUED', 'RUNNING')", Map.of("id", id));
    }

    /** Ends a job that was to stop and did; one that was taken for lost stays as it is. */
    void stopped(long id) {
        changed(
                "state = 'CANCELLED', ended_at = now()",
                "id = :id and state = 'RUNNING' and cancel_requested",
                Map.of("id", id));
    }

    Optional<Row> find(UUID publicId) {
        return jdbc.sql("select id, company_id, state from hub.job where public_id = ?")
                .param(publicId)
                .query((row, n) -> new Row(row.getLong("id"), row.getShort("company_id"), row.getString("state")))
                .optional();
    }

    /** @return whether it was still to be cancelled; one that has not begun ends at once */
    boolean cancel(long id) {
        return changed("""
                        cancel_requested = true,
                        state = case j.state when 'QUEUED' then 'CANCELLED' else j.state end,
                        ended_at = case j.state when 'QUEUED' then now() end""", "id = :id and state in ('QUEUED', 'RUNNING')", Map.of("id", id)) > 0;
    }

    void renew(Collection<Long> ids) {
        jdbc.sql("update hub.job set lease_until = now() + make_interval(secs => ?) where id = any(?)")
                .params(LEASE.toSeconds(), ids.toArray(Long[]::new))
                .update();
    }

    /** @return how many jobs have lost their node */
    int expire() {
        return changed(INTERRUPTED, "state in ('QUEUED', 'RUNNING') and lease_until < now()", Map.of());
    }

    /**
     * @param set what changes, of {@code j}
     * @param where which rows
     * @param values of what both name
     */
    private int changed(String set, String where, Map<String, ?> values) {
        return jdbc.sql("""
                        with found as (
                          select id, to_jsonb(j0) - 'result' as before from hub.job j0 where %2$s for update
                        ), changed as (
                          update hub.job j set %1$s from found f where j.id = f.id returning j.id, j.company_id, f.before
                        )
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'job', id, company_id, 'U', before from changed
                        """.formatted(set, where)).params(values).update();
    }
}
