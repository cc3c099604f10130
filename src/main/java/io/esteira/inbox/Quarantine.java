package io.esteira.inbox;

import io.esteira.adapter.Issue;
import io.esteira.adapter.SourceRecord;
import io.esteira.canonical.MergeBatch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records that were not used, and why. Runs in the transaction of the caller. */
@Component
class Quarantine {

    private static final String KEEP = """
            insert into hub.quarantine
              (company_id, source, entity, source_key, inbox_id, payload, code, field, message, state, waits_for, waits_key)
            select :company, :source, :entity, r.*
              from unnest(:key::text[], :inbox::bigint[], :payload::bytea[], :code::text[], :field::text[], :message::text[],
                          :state::text[], :waitsFor::text[], :waitsKey::text[]) r
            on conflict (company_id, source, entity, source_key) where state in ('OPEN', 'WAITING', 'DISCARDED') do update
               set code = excluded.code, field = excluded.field, message = excluded.message, state = excluded.state,
                   payload = excluded.payload, waits_for = excluded.waits_for, waits_key = excluded.waits_key,
                   attempts = hub.quarantine.attempts + 1, updated_at = now(),
                   created_at = case hub.quarantine.state when 'DISCARDED' then now() else hub.quarantine.created_at end,
                   discarded_at = null, discard_reason = null, discarded_batch = null, ended_by = null
             where hub.quarantine.state <> 'DISCARDED'
                or case when excluded.inbox_id is null then hub.quarantine.payload is distinct from excluded.payload
                        else hub.quarantine.discarded_batch is distinct from
                             (select r.batch_id from hub.inbox_record r where r.id = excluded.inbox_id) end
            """;

    /** A record to keep; with its payload where no inbox record holds it. */
    private record Entry(String key, @Nullable Long inboxId, byte @Nullable [] payload, MergeBatch.Refusal refusal) {

        Issue issue() {
            return refusal.issue();
        }

        boolean waits() {
            return !refusal.waitsFor().isEmpty();
        }

        @Nullable
        String waitsFor() {
            return waits() ? refusal.waitsFor() : null;
        }

        @Nullable
        String waitsKey() {
            return waits() ? refusal.waitsKey() : null;
        }
    }

    private final JdbcClient jdbc;

    Quarantine(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the refused records and closes the entries of those that went through. What a person has discarded stays so as it is. */
    int keep(Stream stream, List<StoredRecord> records, Map<Long, MergeBatch.Refusal> refusals) {
        List<Entry> entries = records.stream()
                .filter(stored -> refusals.containsKey(stored.id()))
                .map(stored -> new Entry(
                        stored.record().sourceKey(),
                        stored.id(),
                        null,
                        Objects.requireNonNull(refusals.get(stored.id()))))
                .toList();
        keep(stream, entries);
        resolve(stream, records, refusals);
        return entries.size();
    }

    /** Keeps a message that has no inbox record. */
    void keepRaw(Stream stream, SourceRecord record, Issue issue) {
        MergeBatch.Refusal refusal = new MergeBatch.Refusal(issue, "", "");
        keep(stream, List.of(new Entry(record.sourceKey(), null, record.payload(), refusal)));
    }

    private void keep(Stream stream, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql(KEEP)
                .param("company", stream.company().id())
                .param("source", stream.source())
                .param("entity", stream.entity())
                .param("key", column(entries, Entry::key, String[]::new))
                .param("inbox", column(entries, Entry::inboxId, Long[]::new))
                .param("payload", column(entries, Entry::payload, byte[][]::new))
                .param("code", column(entries, entry -> entry.issue().code().name(), String[]::new))
                .param("field", column(entries, entry -> entry.issue().field(), String[]::new))
                .param("message", column(entries, entry -> entry.issue().message(), String[]::new))
                .param("state", column(entries, entry -> entry.waits() ? "WAITING" : "OPEN", String[]::new))
                .param("waitsFor", column(entries, Entry::waitsFor, String[]::new))
                .param("waitsKey", column(entries, Entry::waitsKey, String[]::new))
                .update();
    }

    private static <T> @Nullable T[] column(
            List<Entry> entries, Function<Entry, @Nullable T> value, IntFunction<@Nullable T[]> array) {
        return entries.stream().map(value).toArray(array);
    }

    private void resolve(Stream stream, List<StoredRecord> records, Map<Long, MergeBatch.Refusal> refusals) {
        boolean anyOpen = jdbc.sql("""
                        select exists (select 1 from hub.quarantine
                         where company_id = ? and source = ? and entity = ? and state in ('OPEN', 'WAITING', 'DISCARDED'))
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
                         where inbox_id = any(?) and state in ('OPEN', 'WAITING', 'DISCARDED')
                        """).param(sound).update();
    }
}
