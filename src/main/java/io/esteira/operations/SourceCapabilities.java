package io.esteira.operations;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what doctors found last. */
@Component
final class SourceCapabilities {

    private final JdbcClient jdbc;
    private final Clock clock;

    SourceCapabilities(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Replaces what was known of the source. Within a transaction. */
    void keep(String source, Diagnosis diagnosis) {
        List<String> subjects =
                diagnosis.findings().stream().map(Finding::subject).toList();
        // Two nodes may look at once: the later one waits here, and is right.
        var unusedRows = jdbc.sql("select pg_advisory_xact_lock(hashtext('hub.source_capability'))")
                .query()
                .listOfRows();
        int unused = jdbc.sql("delete from hub.source_capability where source = ? and not subject = any(?)")
                .param(1, source)
                .param(2, subjects.toArray(String[]::new))
                .update();
        int sequence = 1;
        for (Finding finding : diagnosis.findings()) {
            keep(source, sequence++, finding);
        }
    }

    private void keep(String source, int sequence, Finding finding) {
        @Nullable Long took = finding.took() == null ? null : finding.took().toMillis();
        int unused = jdbc.sql("""
                        insert into hub.source_capability
                          (source, subject, sequence, verdict, message, message_pt, row_count, took_millis, checked_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (source, subject) do update set
                          sequence = excluded.sequence, verdict = excluded.verdict, message = excluded.message,
                          message_pt = excluded.message_pt, row_count = excluded.row_count,
                          took_millis = excluded.took_millis, checked_at = excluded.checked_at
                        """)
                .param(1, source)
                .param(2, finding.subject())
                .param(3, sequence)
                .param(4, finding.verdict().name())
                .param(5, finding.sentence())
                .param(6, finding.sentencePt())
                .param(7, finding.rows(), Types.BIGINT)
                .param(8, took, Types.BIGINT)
                .param(9, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    /** Forgets sources that are no longer switched on. */
    void keepOnly(List<String> sources) {
        int unused = jdbc.sql("delete from hub.source_capability where not source = any(?)")
                .param(1, sources.toArray(String[]::new))
                .update();
    }
}
