package io.esteira.delivery;

import static io.esteira.outbox.SubjectKind.DOWNTIME;
import static io.esteira.outbox.SubjectKind.POSTING;

import io.esteira.outbox.SubjectKind;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a delivery is about, by internal ids.
 *
 * @param turnId what its deliveries take turns by: the order of a posting, the machine of a stop
 */
record Subject(SubjectKind kind, long id, long turnId) {

    static Subject read(ResultSet row) throws SQLException {
        long downtime = row.getLong("downtime_id");
        return downtime != 0
                ? new Subject(DOWNTIME, downtime, row.getLong("equipment_id"))
                : new Subject(POSTING, row.getLong("posting_id"), row.getLong("order_id"));
    }

    boolean isPosting() {
        return kind == POSTING;
    }
}
