package io.esteira.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What a delivery is about, by internal ids. */
sealed interface Subject {

    /** A posting; the order is what its deliveries take turns by. */
    record OfPosting(long postingId, long orderId) implements Subject {}

    static Subject read(ResultSet row) throws SQLException {
        return new OfPosting(row.getLong("posting_id"), row.getLong("order_id"));
    }
}
