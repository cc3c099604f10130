package io.esteira.inbox;

import io.esteira.adapter.SourceRecord;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets people correct records that are held: the copy is mapped in place of what the source has sent, which stays as it came, until the
 * source brings another version. Each correction is kept, with who, why and what.
 */
@Component
public class QuarantineEditing {

    /** Characters of a payload: no record of a source has so many. */
    private static final int LONGEST = 256 * 1024;

    /**
     * A correction.
     *
     * @param version of the record that the person has seen
     * @param payload the whole record as it is to be mapped
     * @param trial nothing is kept: tells what would change
     */
    public record Edit(String version, String payload, String reason, boolean trial) {}

    /** What became of it. */
    public sealed interface Answer {

        /**
         * It was kept and mapped, unless it was for trial.
         *
         * @param problem what the record would still be refused for by itself; null when by nothing
         */
        record Done(
                long entryId,
                List<PayloadChange> changes,
                @Nullable PayloadProblem problem) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /** Undoes what was begun. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        Undone(Refusal refusal) {
            super(refusal.message(), null, false, false);
            this.refusal = refusal;
        }
    }

    private record Held(
            long id,
            short companyId,
            String state,
            @Nullable Long recordId,
            short streamId) {}

    private static final String FIND = """
            select q.id, q.company_id, q.state, q.inbox_id as record_id, coalesce(r.stream_id, 0) as stream_id
              from hub.quarantine q left join hub.inbox_record r on r.id = q.inbox_id
             where q.public_id = ?
            """;

    private static final String KEEP = """
            insert into hub.payload_edit (entry_id, record_id, batch_id, payload, changes, reason, edited_by)
            select ?, r.id, r.batch_id, ?, ?::jsonb, ?, ? from hub.inbox_record r where r.id = ?
            """;

    private final JdbcClient jdbc;
    private final Streams streams;
    private final StoredRecords stored;
    private final RecordMapping mapping;
    private final Replay replay;
    private final Audit audit;
    private final TransactionTemplate transaction;

    QuarantineEditing(
            JdbcClient jdbc,
            Streams streams,
            StoredRecords stored,
            RecordMapping mapping,
            Replay replay,
            Audit audit,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.streams = streams;
        this.stored = stored;
        this.mapping = mapping;
        this.replay = replay;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Keeps the correction and maps it at once; where another has come first, nothing is done. */
    public Answer edit(UUID publicId, Edit edit, Caller caller) {
        if (!caller.hasAny(QuarantineDesk.MAY_DECIDE)) {
            return new Answer.Refused(QuarantineTexts.forbidden());
        }
        try {
            JsonNode payload = read(edit);
            Answer answer = Objects.requireNonNull(
                    transaction.execute(status -> keep(heldBy(caller, publicId), payload, edit, caller, publicId)));
            replay.announce();
            return answer;
        } catch (Undone e) {
            return new Answer.Refused(e.refusal);
        }
    }

    private static JsonNode read(Edit edit) {
        if (edit.reason().isBlank() && !edit.trial()) {
            throw new Undone(QuarantineTexts.reasonMissing());
        }
        if (edit.payload().length() > LONGEST) {
            throw new Undone(QuarantineTexts.tooLarge());
        }
        try {
            return Payloads.typed(edit.payload());
        } catch (Payloads.Invalid e) {
            throw new Undone(QuarantineTexts.invalidPayload(String.valueOf(e.getMessage())));
        }
    }

    private Held heldBy(Caller caller, UUID publicId) {
        Held held = jdbc.sql(FIND)
                .param(publicId)
                .query(Held.class)
                .optional()
                .filter(found -> caller.sees(found.companyId()))
                .orElseThrow(() -> new Undone(QuarantineTexts.notFound()));
        if (!QuarantineSelection.HELD.contains(held.state())) {
            throw new Undone(QuarantineTexts.notHeld(held.state()));
        }
        return held;
    }

    /** In turn with what else maps the stream, so that of two who edit at once the second one finds the version of the first. */
    private Answer keep(Held held, JsonNode payload, Edit edit, Caller caller, UUID publicId) {
        Long recordId = held.recordId();
        if (recordId == null) {
            throw new Undone(QuarantineTexts.notEditable());
        }
        Stream stream = streams.get(held.streamId());
        mapping.awaitTurn(stream);
        if (!version(recordId).equals(edit.version())) {
            throw new Undone(QuarantineTexts.otherVersion());
        }
        SourceRecord before = stored.of(stream, List.of(recordId)).getFirst().record();
        List<PayloadChange> changes = changes(before, payload);
        byte[] content = edit.payload().getBytes(StandardCharsets.UTF_8);
        PayloadProblem problem =
                mapping.problem(with(before, content)).map(PayloadProblem::of).orElse(null);
        if (!edit.trial()) {
            String told = JsonMapper.shared().writeValueAsString(changes);
            jdbc.sql(KEEP)
                    .params(held.id(), content, told, edit.reason().strip(), caller.name(), recordId)
                    .update();
            replay.replayRecords(List.of(recordId));
            audit.record(caller, "quarantine.edit", held.companyId(), publicId.toString(), detail(edit, changes));
        }
        return new Answer.Done(held.id(), changes, problem);
    }

    private static SourceRecord with(SourceRecord record, byte[] payload) {
        return new SourceRecord(
                record.source(),
                record.company(),
                record.entity(),
                record.sourceKey(),
                record.sourceVersion(),
                record.observedAt(),
                payload);
    }

    private String version(long recordId) {
        return jdbc.sql("select hub.payload_version(?)")
                .param(recordId)
                .query(String.class)
                .single();
    }

    private static List<PayloadChange> changes(SourceRecord before, JsonNode payload) {
        try {
            List<PayloadChange> changes = PayloadDiff.of(Payloads.sent(before.payload()), payload);
            if (changes.isEmpty()) {
                throw new Undone(QuarantineTexts.nothingChanged());
            }
            return changes;
        } catch (PayloadDiff.TooMany e) {
            throw new Undone(QuarantineTexts.tooManyChanges());
        }
    }

    /** Values may be of persons, whom the audit does not keep. */
    private static Map<String, ?> detail(Edit edit, List<PayloadChange> changes) {
        return Map.of(
                "reason",
                edit.reason().strip(),
                "changed",
                changes.stream().map(PayloadChange::path).toList());
    }
}
