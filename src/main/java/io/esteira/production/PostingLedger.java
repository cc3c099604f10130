package io.esteira.production;

import io.esteira.platform.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What deliveries do to postings. Each method works in the caller's transaction, which holds the order by {@link #hold}; the
 * totals follow by {@link #retotal}.
 */
@Component
public class PostingLedger {

    private static final String CONFIRM =
            LoggedUpdate.of("posting", "in_erp = true", "t.id = ? and t.state = 'ACCEPTED' and not t.in_erp");
    private static final String REVERSE = LoggedUpdate.of(
            "posting",
            "state = 'REVERSED', in_erp = false, reversed_at = now(), reversal_reason = coalesce(?, t.reversal_reason)",
            "t.id = ? and t.state = 'ACCEPTED'");
    private static final String REQUEST_REVERSAL = LoggedUpdate.of(
            "posting",
            "reversal_reason = ?, reversal_requested_by = ?, reversal_requested_at = now()",
            "t.id = ? and t.state = 'ACCEPTED' and t.reversal_requested_at is null");
    private static final String WITHDRAW_REVERSAL = LoggedUpdate.of(
            "posting",
            "reversal_reason = null, reversal_requested_by = null, reversal_requested_at = null",
            "t.id = ? and t.state = 'ACCEPTED' and t.reversal_requested_at is not null");
    private static final String END_SIGHTINGS =
            "update hub.posting_sighting set reversed = true, last_seen_at = greatest(last_seen_at, now()) where posting_id = ?";
    private static final String JOIN = SqlFile.read(PostingLedger.class, "posting-join.sql");

    private final PostingTotals totals;

    PostingLedger(PostingTotals totals) {
        this.totals = totals;
    }

    /** Holds an order for the rest of the transaction: whoever changes its postings takes turns. */
    public void hold(Connection connection, long orderId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select id from hub.production_order where id = ? for no key update")) {
            statement.setLong(1, orderId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no order " + orderId);
                }
            }
        }
    }

    /**
     * The ERP has the posting.
     *
     * @param erpKey its row there; null while not known
     */
    public void confirm(Connection connection, long postingId, String source, @Nullable String erpKey)
            throws SQLException {
        if (erpKey != null) {
            update(connection, JOIN, postingId, source, erpKey);
        }
        update(connection, CONFIRM, postingId);
    }

    /**
     * The posting counts no more: it was never sent, or the ERP has reversed it. What was read of it before that is out of date.
     *
     * @param reason null keeps the one given with the request
     */
    public void reverse(Connection connection, long postingId, @Nullable String reason) throws SQLException {
        update(connection, REVERSE, reason, postingId);
        update(connection, END_SIGHTINGS, postingId);
    }

    void requestReversal(Connection connection, long postingId, String reason, String by) throws SQLException {
        update(connection, REQUEST_REVERSAL, reason, by, postingId);
    }

    /** The reversal is not going to be delivered: the posting stays as it was. */
    public void withdrawReversal(Connection connection, long postingId) throws SQLException {
        update(connection, WITHDRAW_REVERSAL, postingId);
    }

    public void retotal(Connection connection, long orderId) {
        totals.recompute(connection, List.of(orderId));
    }

    private static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
