package io.esteira.delivery;

import io.esteira.canonical.LoggedUpdate;
import io.esteira.outbox.DeliveryReasons;
import io.esteira.platform.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;

/** The steps in which a posting is delivered: itself, then the scrap that goes apart, reason by reason. */
final class DeliverySteps {

    private static final String ALL_THERE = """
            select not exists (
              select 1 from hub.delivery
              where %1$s_id = ? and kind = '%2$s' and state not in ('DELIVERED', 'CLOSED_BY_HAND')
                and (state <> 'CANCELLED' or loss_reason is null))
            """;
    private static final String HOLD_LOSSES = LoggedUpdate.of(
            "delivery",
            "state = 'HELD', claim_token = t.claim_token + 1, reason_code = ?, reason_text = ?, updated_at = now()",
            "t.posting_id = ? and t.kind = 'POSTING' and t.loss_reason is not null and t.state = 'PENDING'");
    private static final String HOLD_LEFT = LoggedUpdate.of(
            "delivery",
            "state = 'HELD', claim_token = t.claim_token + 1, reason_code = ?, reason_text = ?, updated_at = now(), ended_at = null",
            "t.posting_id = ? and t.kind = 'POSTING' and t.loss_reason is not null and t.state in ('DELIVERED', 'CLOSED_BY_HAND')");

    private DeliverySteps() {}

    /** A loss that was given up is not missing. */
    static boolean allThere(Connection connection, Subject subject) {
        return Jdbc.on(connection)
                .sql(subject.kind().sql(ALL_THERE))
                .param(subject.id())
                .query(Boolean.class)
                .single();
    }

    /** Who made the posting by hand may have typed its losses too: none goes by itself. */
    static void holdLosses(Connection connection, long postingId) throws SQLException {
        Jdbc.update(
                connection, HOLD_LOSSES, DeliveryReasons.LOSS_BY_HAND, DeliveryReasons.LOSS_BY_HAND_TEXT, postingId);
    }

    /** Losses that are at the source while their posting is given up wait for a person, who reverses them there. */
    static void holdLossesLeft(Connection connection, long postingId) throws SQLException {
        Jdbc.update(connection, HOLD_LEFT, DeliveryReasons.LOSS_LEFT, DeliveryReasons.LOSS_LEFT_TEXT, postingId);
    }
}
