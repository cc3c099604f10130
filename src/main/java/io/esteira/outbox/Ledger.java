package io.esteira.outbox;

import io.esteira.canonical.LoggedUpdate;
import io.esteira.platform.Jdbc;
import io.esteira.platform.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What deliveries do to rows of a kind. Each method works in the caller's transaction, which holds the turn of the row by {@link #hold};
 * what follows from its rows is brought up to date by {@link #retotal}.
 */
public abstract class Ledger {

    private static final String CONFIRM = update("in_erp = true", "not t.in_erp");
    private static final String REVERSE = update(
            "state = 'REVERSED', in_erp = false, reversed_at = now(), reversal_reason = coalesce(?, t.reversal_reason)",
            "true");
    private static final String REQUEST_REVERSAL = update(
            "reversal_reason = ?, reversal_requested_by = ?, reversal_requested_at = now()",
            "t.reversal_requested_at is null");
    private static final String WITHDRAW_REVERSAL = update(
            "reversal_reason = null, reversal_requested_by = null, reversal_requested_at = null",
            "t.reversal_requested_at is not null");
    private static final String END_SIGHTINGS =
            "update hub.%1$s_sighting set reversed = true, last_seen_at = greatest(last_seen_at, now()) where %1$s_id = ?";
    private static final String JOIN = SqlFile.read(Ledger.class, "sighting-join.sql");

    private final SubjectKind kind;

    protected Ledger(SubjectKind kind) {
        this.kind = kind;
    }

    /** Of a row that counts. */
    private static String update(String set, String where) {
        return LoggedUpdate.of("%1$s", set, "t.id = ? and t.state = 'ACCEPTED' and " + where);
    }

    SubjectKind kind() {
        return kind;
    }

    /** Holds an order or a machine for the rest of the transaction: whoever changes its rows takes turns. */
    public abstract void hold(Connection connection, long turnId);

    /** Brings up to date what follows from the rows of an order or a machine; nothing, unless a kind says so. */
    public void retotal(Connection connection, long turnId) throws SQLException {}

    /** It is this row of the ERP: what was read of it before that was known is its own. */
    public void recognise(Connection connection, long id, String source, String erpKey) throws SQLException {
        Jdbc.update(connection, kind.sql(JOIN), id, source, erpKey);
    }

    /**
     * The ERP has it, with all steps of its delivery. What it has only some steps of counts as pending as a whole: what is missing is on
     * its way or waits for a person, and nothing of it is sent twice.
     */
    public void confirm(Connection connection, long id) throws SQLException {
        Jdbc.update(connection, kind.sql(CONFIRM), id);
    }

    /**
     * It counts no more: it was never sent, or the ERP has reversed it. What was read of it before that is out of date.
     *
     * @param reason null keeps the one given with the request
     */
    public void reverse(Connection connection, long id, @Nullable String reason) throws SQLException {
        Jdbc.update(connection, kind.sql(REVERSE), reason, id);
        Jdbc.update(connection, kind.sql(END_SIGHTINGS), id);
    }

    void requestReversal(Connection connection, long id, String reason, String by) throws SQLException {
        Jdbc.update(connection, kind.sql(REQUEST_REVERSAL), reason, by, id);
    }

    /** The reversal is not going to be delivered: all stays as it was. */
    public void withdrawReversal(Connection connection, long id) throws SQLException {
        Jdbc.update(connection, kind.sql(WITHDRAW_REVERSAL), id);
    }
}
