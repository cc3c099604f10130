package io.esteira.inbox;

import io.esteira.adapter.Issue;
import io.esteira.adapter.SourceRecord;
import io.esteira.canonical.MergeBatch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records that were not used, and why. Runs in the transaction of the caller. */
@Component
class Quarantine {

    private static final String KEEP = """
            insert into hub.quarantine
              (company_id, source, entity, source_key, inbox_id, payload, code, field, message, state, waits_for, waits_key)
            values (:company, :source, :entity, :key, :inbox, :payload, :code, :field, :message, :state, :waitsFor, :waitsKey)
            on conflict (company_id, source, entity, source_key) where state in ('OPEN', 'WAITING') do update
               set code = excluded.code, field = excluded.field, message = excluded.message, state = excluded.state,
                   payload = excluded.payload, waits_for = excluded.waits_for, waits_key = excluded.waits_key,
                   attempts = hub.quarantine.attempts + 1, updated_at = now()
            """;

    private final JdbcClient jdbc;

    Quarantine(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the refused records and closes the entries of those that went through. */
    int keep(Stream stream, List<StoredRecord> records, Map<Long, MergeBatch.Refusal> refusals) {
        int kept = 0;
        for (StoredRecord stored : records) {
            MergeBatch.Refusal refusal = refusals.get(stored.id());
            if (refusal != null) {
                keep(stream, stored.record(), stored.id(), refusal);
                kept++;
            }
        }
        resolve(stream, records, refusals);
        return kept;
    }

    /** Keeps a message that has no inbox record. */
    void keepRaw(Stream stream, SourceRecord record, Issue issue) {
        keep(stream, record, null, new MergeBatch.Refusal(issue, "", ""));
    }

    private void keep(Stream stream, SourceRecord record, @Nullable Long inboxId, MergeBatch.Refusal refusal) {
        boolean waits = !refusal.waitsFor().isEmpty();
        jdbc.sql(KEEP)
                .param("company", stream.company().id())
                .param("source", stream.source())
                .param("entity", stream.entity())
                .param("key", record.sourceKey())
                .param("inbox", inboxId)
                .param("payload", inboxId == null ? record.payload() : null)
                .param("code", refusal.issue().code().name())
                .param("field", refusal.issue().field())
                .param("message", refusal.issue().message())
                .param("state", waits ? "WAITING" : "OPEN")
                .param("waitsFor", waits ? refusal.waitsFor() : null)
                .param("waitsKey", waits ? refusal.waitsKey() : null)
                .update();
    }

    private void resolve(Stream stream, List<StoredRecord> records, Map<Long, MergeBatch.Refusal> refusals) {
        boolean anyOpen = jdbc.sql("""
                        select exists (select 1 from hub.quarantine
                         where company_id = ? and source = ? and entity = ? and state in ('OPEN', 'WAITING'))
                        """)
                .params(stream.company().id(), stream.source(), stream.entity())
                .query(Boolean.class)
                .single();
        if (!anyOpen) {
            return;
        }
        Long[] sound = records.stream()
                .map(StoredRecord::id)
                .filter(id -> !refusals.containsKey(id))
                .toArray(Long[]::new);
        jdbc.sql("""
                        update hub.quarantine set state = 'RESOLVED', updated_at = now()
                         where inbox_id = any(?) and state in ('OPEN', 'WAITING')
                        """).param(sound).update();
    }
}
