package io.esteira.inbox;

import io.esteira.jobs.Jobs;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may do with quarantined records, one or many. Each act is audited; a second click is harmless. */
@Component
public class QuarantineDesk {

    public static final List<Role> MAY_DECIDE = List.of(Role.IT);
    private static final String JOB = "REPLAY_QUARANTINE";

    private static final String DISCARD = """
            update hub.quarantine q
               set state = 'DISCARDED', discarded_at = now(), discard_reason = :reason, ended_by = :by, updated_at = now(),
                   discarded_batch = (select r.batch_id from hub.inbox_record r where r.id = q.inbox_id)
             where %s
            """;

    private static final String REOPEN = """
            update hub.quarantine q
               set state = case when q.waits_for is null then 'OPEN' else 'WAITING' end, updated_at = now(),
                   discarded_at = null, discard_reason = null, discarded_batch = null, ended_by = null
             where %s
            """;

    /** What became of a wish about one record. */
    public sealed interface Answer {

        /** It was done; the entry says with what result. */
        record Done(long entryId) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /** What became of a wish about the records that a filter leaves. */
    public sealed interface ManyAnswer {

        /** They were discarded, or taken back. */
        record Done(long entries) implements ManyAnswer {}

        /**
         * They are being replayed, or would be.
         *
         * @param replayable of the matching entries; the others are messages that no record holds
         * @param jobId null where they are only counted
         */
        record Replaying(
                long matching, long replayable, @Nullable Long jobId) implements ManyAnswer {}

        record Refused(Refusal refusal) implements ManyAnswer {}
    }

    /** Closed list of why nothing is done. */
    public enum Code {
        FORBIDDEN,
        ENTRY_NOT_FOUND,
        NOT_REPLAYABLE,
        NOT_HELD,
        NOT_DISCARDED,
        NOT_EDITABLE,
        OTHER_VERSION,
        INVALID_PAYLOAD,
        TOO_LARGE,
        NOTHING_CHANGED,
        REASON_MISSING,
        UNKNOWN_COMPANY,
        OTHER_COUNT,
        TOO_MANY_JOBS
    }

    private record Entry(long id, short companyId, @Nullable Long inboxId, boolean waits, String state) {

        boolean held() {
            return QuarantineSelection.HELD.contains(state);
        }

        boolean discarded() {
            return QuarantineSelection.DISCARDED.contains(state);
        }
    }

    private final JdbcClient jdbc;
    private final Replay replay;
    private final QuarantineReplay many;
    private final Jobs jobs;
    private final ObjectProvider<WaitingCodes> waitingCodes;
    private final Companies companies;
    private final Audit audit;
    private final TransactionTemplate transaction;

    QuarantineDesk(
            JdbcClient jdbc,
            Replay replay,
            QuarantineReplay many,
            Jobs jobs,
            ObjectProvider<WaitingCodes> waitingCodes,
            Companies companies,
            Audit audit,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.replay = replay;
        this.many = many;
        this.jobs = jobs;
        this.waitingCodes = waitingCodes;
        this.companies = companies;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Maps the record again. */
    public Answer replay(UUID publicId, Caller caller) {
        Answer answer = decide(caller, publicId, entry -> {
            Long record = entry.inboxId();
            if (record != null) {
                replay.replayRecords(List.of(record));
            } else if (entry.waits()) {
                waitingCodes.forEach(WaitingCodes::retry);
            } else {
                return new Answer.Refused(QuarantineTexts.notReplayable());
            }
            return done(caller, entry, publicId, "quarantine.replay", Map.of());
        });
        replay.announce();
        return answer;
    }

    /** Leaves the record unused, until its source brings another version of it. */
    public Answer discard(UUID publicId, String reason, Caller caller) {
        if (reason.isBlank()) {
            return new Answer.Refused(QuarantineTexts.reasonMissing());
        }
        return decide(caller, publicId, entry -> {
            if (entry.discarded()) {
                return new Answer.Done(entry.id());
            }
            int discarded = jdbc.sql(DISCARD.formatted("q.id = :id and q.state in ('OPEN', 'WAITING')"))
                    .param("id", entry.id())
                    .param("reason", reason.strip())
                    .param("by", caller.name())
                    .update();
            return discarded == 0
                    ? new Answer.Refused(QuarantineTexts.notHeld(entry.state()))
                    : done(caller, entry, publicId, "quarantine.discard", Map.of("reason", reason.strip()));
        });
    }

    /** Takes back that it was discarded. */
    public Answer reopen(UUID publicId, Caller caller) {
        return decide(caller, publicId, entry -> {
            if (entry.held()) {
                return new Answer.Done(entry.id());
            }
            int reopened = jdbc.sql(REOPEN.formatted("q.id = :id and q.state = 'DISCARDED'"))
                    .param("id", entry.id())
                    .update();
            return reopened == 0
                    ? new Answer.Refused(QuarantineTexts.notDiscarded(entry.state()))
                    : done(caller, entry, publicId, "quarantine.reopen", Map.of());
        });
    }

    /**
     * Maps all records that the filter leaves again, by a job.
     *
     * @param countOnly nothing is done: tells how many there are
     */
    public ManyAnswer replay(QuarantineFilter filter, boolean countOnly, Caller caller) {
        return select(filter, QuarantineSelection.HELD, caller, (company, selection) -> {
            QuarantineReplay.Count count = many.count(selection);
            if (countOnly || count.replayable() == 0) {
                return new ManyAnswer.Replaying(count.matching(), count.replayable(), null);
            }
            Optional<Jobs.Started> started =
                    jobs.submit(caller, company, JOB, progress -> many.run(selection, progress));
            started.ifPresent(job -> audit.record(
                    caller,
                    "quarantine.replay",
                    company.id(),
                    job.publicId().toString(),
                    detail(selection, Map.of("count", count.replayable()))));
            return started.<ManyAnswer>map(
                            job -> new ManyAnswer.Replaying(count.matching(), count.replayable(), job.id()))
                    .orElseGet(() -> new ManyAnswer.Refused(QuarantineTexts.tooManyJobs()));
        });
    }

    /** @param count how many the person has seen: where there are others by now, nothing is done */
    public ManyAnswer discard(QuarantineFilter filter, String reason, long count, Caller caller) {
        if (reason.isBlank()) {
            return new ManyAnswer.Refused(QuarantineTexts.reasonMissing());
        }
        return select(filter, QuarantineSelection.HELD, caller, (company, selection) -> {
            Map<String, Object> values = selection.values();
            values.put("reason", reason.strip());
            values.put("by", caller.name());
            Map<String, ?> detail = detail(selection, Map.of("reason", reason.strip(), "count", count));
            return change(
                    DISCARD,
                    values,
                    count,
                    () -> audit.record(caller, "quarantine.discard", company.id(), company.code(), detail));
        });
    }

    /** @param count as for {@link #discard} */
    public ManyAnswer reopen(QuarantineFilter filter, long count, Caller caller) {
        return select(filter, QuarantineSelection.DISCARDED, caller, (company, selection) -> {
            Map<String, ?> detail = detail(selection, Map.of("count", count));
            return change(
                    REOPEN,
                    selection.values(),
                    count,
                    () -> audit.record(caller, "quarantine.reopen", company.id(), company.code(), detail));
        });
    }

    private ManyAnswer change(String sql, Map<String, ?> values, long count, Runnable audited) {
        return Objects.requireNonNull(transaction.execute(status -> {
            int changed = jdbc.sql(sql.formatted(QuarantineSelection.CONDITION))
                    .params(values)
                    .update();
            if (changed != count) {
                status.setRollbackOnly();
                return new ManyAnswer.Refused(QuarantineTexts.otherCount(changed, count));
            }
            audited.run();
            return new ManyAnswer.Done(changed);
        }));
    }

    private static Map<String, ?> detail(QuarantineSelection selection, Map<String, ?> more) {
        Map<String, Object> detail = new HashMap<>(selection.told());
        detail.putAll(more);
        return detail;
    }

    private interface ManyAct {
        ManyAnswer on(Company company, QuarantineSelection selection);
    }

    private ManyAnswer select(QuarantineFilter filter, List<String> states, Caller caller, ManyAct act) {
        if (!caller.hasAny(MAY_DECIDE)) {
            return new ManyAnswer.Refused(QuarantineTexts.forbidden());
        }
        return companies
                .find(filter.company())
                .filter(company -> caller.sees(company.id()))
                .map(company -> act.on(company, QuarantineSelection.of(company.id(), states, filter)))
                .orElseGet(() -> new ManyAnswer.Refused(Refusal.unknownCompany(Code.UNKNOWN_COMPANY)));
    }

    private Answer decide(Caller caller, UUID publicId, Function<Entry, Answer> act) {
        if (!caller.hasAny(MAY_DECIDE)) {
            return new Answer.Refused(QuarantineTexts.forbidden());
        }
        return Objects.requireNonNull(transaction.execute(status -> find(publicId)
                .filter(entry -> caller.sees(entry.companyId()))
                .map(act)
                .orElseGet(() -> new Answer.Refused(QuarantineTexts.notFound()))));
    }

    private Answer done(Caller caller, Entry entry, UUID publicId, String action, Map<String, ?> detail) {
        audit.record(caller, action, entry.companyId(), publicId.toString(), detail);
        return new Answer.Done(entry.id());
    }

    /** Without a lock, which a replay would hold before that of its stream: those who map take the two the other way round. */
    private Optional<Entry> find(UUID publicId) {
        return jdbc.sql("""
                        select id, company_id, inbox_id, waits_for is not null as waits, state from hub.quarantine where public_id = ?
                        """)
                .param(publicId)
                .query((row, n) -> new Entry(
                        row.getLong("id"),
                        row.getShort("company_id"),
                        row.getObject("inbox_id", Long.class),
                        row.getBoolean("waits"),
                        row.getString("state")))
                .optional();
    }

    /** Of what is no id of an entry. */
    public static Refusal notFound() {
        return QuarantineTexts.notFound();
    }
}
