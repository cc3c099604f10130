package io.esteira.delivery;

import io.esteira.outbox.SubjectKind;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a delivery is about, by internal ids. */
sealed interface Subject {

    SubjectKind kind();

    /** A posting; the order is what its deliveries take turns by. */
    record OfPosting(long postingId, long orderId) implements Subject {
        @Override
        public SubjectKind kind() {
            return SubjectKind.POSTING;
        }
    }

    /** A stop of a machine, which is what its deliveries take turns by. */
    record OfDowntime(long downtimeId, long equipmentId) implements Subject {
        @Override
        public SubjectKind kind() {
            return SubjectKind.DOWNTIME;
        }
    }

    static Subject read(ResultSet row) throws SQLException {
        long downtime = row.getLong("downtime_id");
        if (downtime != 0) {
            return new OfDowntime(downtime, row.getLong("equipment_id"));
        }
        return new OfPosting(row.getLong("posting_id"), row.getLong("order_id"));
    }
}
