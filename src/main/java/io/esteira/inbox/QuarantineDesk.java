package io.esteira.inbox;

import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may do with quarantined records. Each act is audited. */
@Component
public class QuarantineDesk {

    public static final List<Role> MAY_REPLAY = List.of(Role.IT);

    /** What became of a replay. */
    public sealed interface Replayed {

        /** It was mapped again; the entry says with what result. */
        record Done(long entryId) implements Replayed {}

        record Refused(Refusal refusal) implements Replayed {}
    }

    /** Closed list of why a record is not mapped again. */
    public enum Refusal {
        FORBIDDEN,
        ENTRY_NOT_FOUND,
        NOT_REPLAYABLE
    }

    private record Entry(long id, short companyId, @Nullable Long inboxId, boolean waits) {}

    private final JdbcClient jdbc;
    private final Replay replay;
    private final ObjectProvider<WaitingCodes> waitingCodes;
    private final Audit audit;
    private final TransactionTemplate transaction;

    QuarantineDesk(
            JdbcClient jdbc,
            Replay replay,
            ObjectProvider<WaitingCodes> waitingCodes,
            Audit audit,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.replay = replay;
        this.waitingCodes = waitingCodes;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Maps the record again. Doing it twice is harmless. */
    public Replayed replay(UUID publicId, Caller caller) {
        if (!caller.hasAny(MAY_REPLAY)) {
            return new Replayed.Refused(Refusal.FORBIDDEN);
        }
        Optional<Entry> found = find(publicId).filter(entry -> caller.sees(entry.companyId()));
        if (found.isEmpty()) {
            return new Replayed.Refused(Refusal.ENTRY_NOT_FOUND);
        }
        Entry entry = found.get();
        Long record = entry.inboxId();
        if (record == null && !entry.waits()) {
            return new Replayed.Refused(Refusal.NOT_REPLAYABLE);
        }
        transaction.executeWithoutResult(status -> {
            if (record == null) {
                waitingCodes.forEach(WaitingCodes::retry);
            } else {
                replay.replayRecords(List.of(record));
            }
            audit.record(caller, "quarantine.replay", entry.companyId(), publicId.toString(), Map.of());
        });
        replay.announce();
        return new Replayed.Done(entry.id());
    }

    private Optional<Entry> find(UUID publicId) {
        return jdbc.sql(
                        "select id, company_id, inbox_id, waits_for is not null as waits from hub.quarantine where public_id = ?")
                .param(publicId)
                .query((row, n) -> new Entry(
                        row.getLong("id"),
                        row.getShort("company_id"),
                        row.getObject("inbox_id", Long.class),
                        row.getBoolean("waits")))
                .optional();
    }
}
