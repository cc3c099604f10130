package io.esteira.operations;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.platform.Companies;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
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
    private final Companies companies;
    private final Clock clock;

    SourceCapabilities(JdbcClient jdbc, Companies companies, Clock clock) {
        this.jdbc = jdbc;
        this.companies = companies;
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
        // A company that the hub does not know stops here: without one, all could read the finding.
        @Nullable
        Short company = finding.company() == null
                ? null
                : companies.get(finding.company()).id();
        int unused = jdbc.sql("""
                        insert into hub.source_capability
                          (company_id, source, subject, sequence, verdict, message, message_pt, row_count, took_millis, checked_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (source, subject) do update set
                          company_id = excluded.company_id, sequence = excluded.sequence, verdict = excluded.verdict, message = excluded.message,
                          message_pt = excluded.message_pt, row_count = excluded.row_count,
                          took_millis = excluded.took_millis, checked_at = excluded.checked_at
                        """)
                .param(1, company, Types.SMALLINT)
                .param(2, source)
                .param(3, finding.subject())
                .param(4, sequence)
                .param(5, finding.verdict().name())
                .param(6, finding.sentence())
                .param(7, finding.sentencePt())
                .param(8, finding.rows(), Types.BIGINT)
                .param(9, took, Types.BIGINT)
                .param(10, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    /** Whether the source was looked at after this moment. */
    boolean checkedSince(String source, Instant moment) {
        return jdbc.sql("select exists (select from hub.source_capability where source = ? and checked_at > ?)")
                .param(1, source)
                .param(2, OffsetDateTime.ofInstant(moment, ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** Forgets sources that are no longer switched on. */
    void keepOnly(List<String> sources) {
        int unused = jdbc.sql("delete from hub.source_capability where not source = any(?)")
                .param(1, sources.toArray(String[]::new))
                .update();
    }
}
