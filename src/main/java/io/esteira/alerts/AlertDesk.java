package io.esteira.alerts;

import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import io.esteira.platform.SqlFile;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do about alerts. It is audited. */
@Component
public class AlertDesk {

    public static final List<Role> MAY_ACKNOWLEDGE = List.of(Role.IT);

    private static final int LONGEST_NOTE = 500;
    private static final String ACKNOWLEDGE = SqlFile.read(AlertDesk.class, "acknowledge-alert.sql");

    /** Closed list of why an alert is left as it is. */
    public enum Code {
        FORBIDDEN,
        ALERT_NOT_FOUND,
        ALREADY_ENDED,
        NOTE_TOO_LONG
    }

    /** What became of the wish. */
    public sealed interface Answer {

        /** @param alertId internal id of the alert */
        record Done(long alertId) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    private record Alert(long id, @Nullable Short companyId, boolean ended) {}

    private final JdbcClient jdbc;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final ChangeSignals signals;

    AlertDesk(JdbcClient jdbc, Audit audit, TransactionTemplate transaction, ChangeSignals signals) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transaction = transaction;
        this.signals = signals;
    }

    /**
     * A person has taken it up. It stays open until what it tells of is over; a loss, which nothing ends, is over with it. Who does it again
     * takes it over.
     *
     * @param note for colleagues; null for none
     */
    public Answer acknowledge(Caller caller, UUID alert, @Nullable String note) {
        if (!caller.hasAny(MAY_ACKNOWLEDGE)) {
            return new Answer.Refused(AlertTexts.forbidden());
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            return new Answer.Refused(AlertTexts.noteTooLong());
        }
        Answer answer = Objects.requireNonNull(transaction.execute(status -> acknowledged(caller, alert, note)));
        signals.changed();
        return answer;
    }

    private Answer acknowledged(Caller caller, UUID publicId, @Nullable String note) {
        Alert alert = find(publicId);
        if (alert == null || alert.companyId() != null && !caller.sees(alert.companyId())) {
            return new Answer.Refused(notFound());
        }
        if (alert.ended()) {
            return new Answer.Refused(AlertTexts.ended());
        }
        jdbc.sql(ACKNOWLEDGE)
                .param("id", alert.id())
                .param("by", caller.name())
                .param("note", note, Types.VARCHAR)
                .query(Long.class)
                .single();
        audit.record(
                caller,
                "alert.acknowledge",
                alert.companyId(),
                publicId.toString(),
                Map.of("note", Objects.requireNonNullElse(note, "")));
        return new Answer.Done(alert.id());
    }

    private @Nullable Alert find(UUID publicId) {
        return jdbc.sql(
                        "select id, company_id, ended_at is not null as ended from hub.alert where public_id = ? for update")
                .param(publicId)
                .query(Alert.class)
                .optional()
                .orElse(null);
    }

    /** Of an id that is none of an alert's. */
    public static Refusal notFound() {
        return AlertTexts.notFound();
    }
}
