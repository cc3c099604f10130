package io.esteira.delivery;

import io.esteira.production.DeliveryReasons;
import io.esteira.production.LoggedUpdate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The steps in which a posting is delivered: itself, then the scrap that goes apart, reason by reason. */
final class DeliverySteps {

    private static final String ALL_THERE = """
            select not exists (
              select 1 from hub.delivery
              where posting_id = ? and kind = 'POSTING' and state not in ('DELIVERED', 'CLOSED_BY_HAND'))
            """;
    private static final String HOLD_LOSSES = LoggedUpdate.of(
            "delivery",
            "state = 'HELD', claim_token = t.claim_token + 1, reason_code = ?, reason_text = ?, updated_at = now()",
            "t.posting_id = ? and t.kind = 'POSTING' and t.loss_reason is not null and t.state = 'PENDING'");
    private static final String LOSSES_TEXT =
            "O apontamento foi feito à mão no ERP: se a perda foi junto, encerre à mão; se não, reenvie. / "
                    + "The posting was made in the ERP by hand: if the loss went with it, close this by hand; if not, resend it.";

    private DeliverySteps() {}

    static boolean allThere(Connection connection, long postingId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ALL_THERE)) {
            statement.setLong(1, postingId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Who made the posting by hand may have typed its losses too: none goes by itself. */
    static void holdLosses(Connection connection, long postingId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HOLD_LOSSES)) {
            statement.setString(1, DeliveryReasons.LOSS_BY_HAND);
            statement.setString(2, LOSSES_TEXT);
            statement.setLong(3, postingId);
            statement.executeUpdate();
        }
    }
}
