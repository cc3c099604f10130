package io.esteira.downtime;

import io.esteira.platform.SqlFile;
import io.esteira.production.LoggedUpdate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What deliveries do to stops. Each method works in the caller's transaction, which holds the machine by {@link #hold}. */
@Component
public class DowntimeLedger {

    private static final String CONFIRM =
            LoggedUpdate.of("downtime", "in_erp = true", "t.id = ? and t.state = 'ACCEPTED' and not t.in_erp");
    private static final String REVERSE = LoggedUpdate.of(
            "downtime",
            "state = 'REVERSED', in_erp = false, reversed_at = now(), reversal_reason = coalesce(?, t.reversal_reason)",
            "t.id = ? and t.state = 'ACCEPTED'");
    private static final String REQUEST_REVERSAL = LoggedUpdate.of(
            "downtime",
            "reversal_reason = ?, reversal_requested_by = ?, reversal_requested_at = now()",
            "t.id = ? and t.state = 'ACCEPTED' and t.reversal_requested_at is null");
    private static final String WITHDRAW_REVERSAL = LoggedUpdate.of(
            "downtime",
            "reversal_reason = null, reversal_requested_by = null, reversal_requested_at = null",
            "t.id = ? and t.state = 'ACCEPTED' and t.reversal_requested_at is not null");
    private static final String END_SIGHTINGS =
            "update hub.downtime_sighting set reversed = true, last_seen_at = greatest(last_seen_at, now()) where downtime_id = ?";
    private static final String JOIN = SqlFile.read(DowntimeLedger.class, "downtime-join.sql");

    DowntimeLedger() {}

    /** Holds a machine for the rest of the transaction: whoever changes its stops takes turns. */
    public void hold(Connection connection, long equipmentId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select hub.hold_machine(?)")) {
            statement.setLong(1, equipmentId);
            statement.execute();
        }
    }

    /** The stop is this row of the ERP: what was read of it before that was known is its own. */
    public void recognise(Connection connection, long downtimeId, String source, String erpKey) throws SQLException {
        update(connection, JOIN, downtimeId, source, erpKey);
    }

    /** The ERP has the stop. */
    public void confirm(Connection connection, long downtimeId) throws SQLException {
        update(connection, CONFIRM, downtimeId);
    }

    /**
     * The stop counts no more: it was never sent, or the ERP has reversed it. What was read of it before that is out of date.
     *
     * @param reason null keeps the one given with the request
     */
    public void reverse(Connection connection, long downtimeId, @Nullable String reason) throws SQLException {
        update(connection, REVERSE, reason, downtimeId);
        update(connection, END_SIGHTINGS, downtimeId);
    }

    void requestReversal(Connection connection, long downtimeId, String reason, String by) throws SQLException {
        update(connection, REQUEST_REVERSAL, reason, by, downtimeId);
    }

    /** The reversal is not going to be delivered: the stop stays as it was. */
    public void withdrawReversal(Connection connection, long downtimeId) throws SQLException {
        update(connection, WITHDRAW_REVERSAL, downtimeId);
    }

    private static void update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
