package io.esteira.delivery;

import io.esteira.adapter.delivery.Consignment;
import io.esteira.canonical.LoggedUpdate;
import io.esteira.outbox.DeliveryReasons;
import io.esteira.platform.Caller;
import io.esteira.platform.Jdbc;
import io.esteira.platform.SqlFile;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery about which a person decides. The transaction holds its order and all positions of it, of which none is claimed
 * meanwhile.
 *
 * @param several the source holds rows that may be it
 * @param known the source says that it knows it, and shows no row
 * @param reversal its subject is taken back
 * @param subjectReversed its posting or stop counts no more
 * @param othersUnclear another position of it may be at the source
 * @param othersThere another position of it is at the source
 * @param lossReason the scrap reason that it brings alone; null for the posting or its reversal
 */
record OpenDelivery(
        long id,
        UUID publicId,
        short companyId,
        Subject subject,
        boolean reversal,
        String target,
        DeliveryState state,
        String reference,
        int absentReads,
        boolean several,
        boolean known,
        boolean subjectReversed,
        boolean othersUnclear,
        boolean othersThere,
        @Nullable String lossReason) {

    private static final String OPEN = SqlFile.read(OpenDelivery.class, "delivery-open.sql");

    /** Statements of it. */
    private static final int STATEMENTS = 4;

    /** How often they ask for one delivery among those of some companies. */
    private static final int TIMES = 5;

    private static final String MOVE = LoggedUpdate.of(
            "delivery",
            """
            state = ?, absent_reads = ?, reads = 0, erp_key = coalesce(?, t.erp_key), next_at = clock_timestamp(),
            claim_token = t.claim_token + 1, lease_until = null, reason_code = ?, reason_text = ?, updated_at = now(),
            found_in = case when t.state <> 'REJECTED' then t.found_in end,
            ended_at = case when ? then now() end
            """,
            "(t.id = ? or ? and t.state not in ('DELIVERED', 'CLOSED_BY_HAND') and (t.posting_id, t.kind) = "
                    + "(select own.posting_id, own.kind from hub.delivery own where own.id = ?))");
    private static final String KEY_OF_OTHER = SqlFile.read(OpenDelivery.class, "delivery-key-of-other.sql");
    private static final String ROWS_SINCE = SqlFile.read(OpenDelivery.class, "delivery-rows-since.sql");
    private static final String STOPS_SINCE = SqlFile.read(OpenDelivery.class, "delivery-downtimes-since.sql");

    /** Empty when there is none that the caller may see. */
    static Optional<OpenDelivery> find(Connection connection, Caller caller, UUID deliveryId) throws SQLException {
        Array visible = connection.createArrayOf("smallint", caller.companyIds().toArray());
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            for (int i = 1; i <= 2 * TIMES; i += 2) {
                statement.setObject(i, deliveryId);
                statement.setArray(i + 1, visible);
            }
            statement.execute();
            for (int i = 1; i < STATEMENTS; i++) {
                statement.getMoreResults();
            }
            ResultSet row = statement.getResultSet();
            return row.next() ? Optional.of(read(row)) : Optional.empty();
        }
    }

    private static OpenDelivery read(ResultSet row) throws SQLException {
        return new OpenDelivery(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getShort("company_id"),
                Subject.read(row),
                row.getString("kind").equals("REVERSAL"),
                row.getString("target"),
                DeliveryState.valueOf(row.getString("state")),
                row.getString("reference"),
                row.getInt("absent_reads"),
                DeliveryReasons.SEVERAL_IN_ERP.equals(row.getString("reason_code")),
                DeliveryReasons.KNOWN_IN_ERP.equals(row.getString("reason_code")),
                row.getBoolean("subject_reversed"),
                row.getBoolean("others_unclear"),
                row.getBoolean("others_there"),
                row.getString("loss_reason"));
    }

    /**
     * Keys of rows, ten at most, any of which may be what a person has done at the source; as long as the hub does not know, they
     * count by themselves.
     */
    List<String> rowsSince(Connection connection) {
        return Jdbc.on(connection)
                .sql(subject.isPosting() ? ROWS_SINCE : STOPS_SINCE)
                .param(id)
                .query(String.class)
                .list();
    }

    /** The posting or stop of which it is known that this row is it, or a loss of it; null where that is known of none. */
    @Nullable
    UUID ownerOf(Connection connection, String erpKey) {
        return Jdbc.on(connection)
                .sql(subject.kind().sql(KEY_OF_OTHER))
                .params(erpKey, id, erpKey, id)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    /**
     * Moves it, and fences off a worker that is in the middle of it.
     *
     * @param allPositions the others of it as well, except those that are at the source
     */
    void move(
            Connection connection,
            DeliveryState next,
            int absentReads,
            @Nullable String erpKey,
            String reasonCode,
            String reason,
            boolean allPositions)
            throws SQLException {
        Jdbc.update(
                connection,
                MOVE,
                next.name(),
                absentReads,
                erpKey,
                reasonCode,
                reason,
                next.ended(),
                id,
                allPositions,
                id);
    }

    /** What it brings, as its subject stands now. */
    Consignment read(Connection connection, Consequences consequences) throws SQLException {
        return consequences.read(connection, subject, target, publicId, reversal, reference, lossReason);
    }

    /** It waits for a person because the source may have it. */
    boolean mayBeThere() {
        return state == DeliveryState.HELD && (several || known);
    }

    boolean othersSent() {
        return othersUnclear || othersThere;
    }

    DeskAnswer.Done done() {
        return subject.isPosting()
                ? new DeskAnswer.Done(id, subject.id(), null)
                : new DeskAnswer.Done(id, null, subject.id());
    }
}
