package io.esteira.delivery;

import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.platform.Caller;
import io.esteira.platform.SqlFile;
import io.esteira.production.DeliveryReasons;
import io.esteira.production.PostingAnswer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery about which a person decides; its order is held by the transaction.
 *
 * @param several the source holds rows that may be it
 * @param known the source says that it knows it, and shows no row
 * @param othersSent another position of it has been sent
 * @param lossReason the scrap reason that it brings alone; null for the posting or its reversal
 */
record OpenDelivery(
        long id,
        UUID publicId,
        short companyId,
        long postingId,
        long orderId,
        Kind kind,
        String target,
        DeliveryState state,
        String reference,
        int absentReads,
        boolean several,
        boolean known,
        boolean othersSent,
        @Nullable String lossReason) {

    private static final String OPEN = SqlFile.read(OpenDelivery.class, "delivery-open.sql");

    private static final String ROWS_SINCE = SqlFile.read(OpenDelivery.class, "delivery-rows-since.sql");

    /** Empty when there is none that the caller may see. */
    static Optional<OpenDelivery> find(Connection connection, Caller caller, UUID deliveryId) throws SQLException {
        Array visible = connection.createArrayOf("smallint", caller.companyIds().toArray());
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setObject(1, deliveryId);
            statement.setArray(2, visible);
            statement.setObject(3, deliveryId);
            statement.setArray(4, visible);
            statement.execute();
            statement.getMoreResults();
            ResultSet row = statement.getResultSet();
            return row.next() ? Optional.of(read(row)) : Optional.empty();
        }
    }

    private static OpenDelivery read(ResultSet row) throws SQLException {
        return new OpenDelivery(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getShort("company_id"),
                row.getLong("posting_id"),
                row.getLong("order_id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("target"),
                DeliveryState.valueOf(row.getString("state")),
                row.getString("reference"),
                row.getInt("absent_reads"),
                DeliveryReasons.SEVERAL_IN_ERP.equals(row.getString("reason_code")),
                DeliveryReasons.KNOWN_IN_ERP.equals(row.getString("reason_code")),
                row.getBoolean("others_sent"),
                row.getString("loss_reason"));
    }

    /**
     * Keys of rows, ten at most, any of which may be what a person has done at the source; as long as the hub does not know, they
     * count as postings of their own.
     */
    List<String> rowsSince(Connection connection) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ROWS_SINCE)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
        }
        return keys;
    }

    /** It waits for a person because the source may have it. */
    boolean mayBeThere() {
        return state == DeliveryState.HELD && (several || known);
    }

    PostingAnswer.Done done() {
        return new PostingAnswer.Done(postingId, orderId, id);
    }
}
