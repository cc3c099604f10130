package io.esteira.outbox;

import io.esteira.adapter.delivery.Consignment;
import io.esteira.platform.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What {@link Reversals} have to know of a kind, and what they answer about it.
 *
 * @param openSql two statements, each of a public id and the companies that the caller sees: the first holds the row's turn; the second
 *     reads the row, with its {@code turn_id} and {@code target}, the ERP to which it belongs
 * @param onItsWay its reversal is to be delivered already
 * @param reversed it is taken back already
 * @param notSettled it is not known yet whether the ERP has it
 */
public record Reversible(
        Ledger ledger,
        String openSql,
        Outgoing outgoing,
        Refusal notFound,
        Refusal onItsWay,
        Refusal reversed,
        Refusal notSettled) {

    /** What is to be delivered: the row taken back. */
    @FunctionalInterface
    public interface Outgoing {
        Consignment read(Connection connection, Reversals.Row row, UUID deliveryId, String reference)
                throws SQLException;
    }

    SubjectKind kind() {
        return ledger.kind();
    }
}
