package io.esteira.delivery;

import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.downtime.DowntimeLedger;
import io.esteira.downtime.OutgoingDowntimes;
import io.esteira.outbox.Ledger;
import io.esteira.production.OutgoingPostings;
import io.esteira.production.PostingLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What deliveries bring, and what follows for it from what becomes of them. Each method works in the caller's transaction, which holds
 * the subject by {@link #hold}.
 */
@Component
class Consequences {

    private final PostingLedger postings;
    private final OutgoingPostings outgoing;
    private final DowntimeLedger stops;
    private final OutgoingDowntimes outgoingStops;

    Consequences(
            PostingLedger postings, OutgoingPostings outgoing, DowntimeLedger stops, OutgoingDowntimes outgoingStops) {
        this.postings = postings;
        this.outgoing = outgoing;
        this.stops = stops;
        this.outgoingStops = outgoingStops;
    }

    private Ledger ledger(Subject subject) {
        return switch (subject.kind()) {
            case POSTING -> postings;
            case DOWNTIME -> stops;
        };
    }

    /** Holds it for the rest of the transaction: whoever changes it takes turns. */
    void hold(Connection connection, Subject subject) {
        ledger(subject).hold(connection, subject.turnId());
    }

    /** What a delivery brings, as its subject stands now. */
    Consignment read(
            Connection connection,
            Subject subject,
            String target,
            UUID deliveryId,
            boolean reversal,
            String reference,
            @Nullable String lossReason)
            throws SQLException {
        return switch (subject.kind()) {
            case POSTING ->
                outgoing.read(
                        connection,
                        deliveryId,
                        reversal ? Kind.REVERSAL : Kind.POSTING,
                        subject.id(),
                        reference,
                        lossReason);
            case DOWNTIME -> outgoingStops.read(connection, deliveryId, reversal, subject.id(), target, reference);
        };
    }

    /** A worker has written what came of a claim. */
    void finished(Connection connection, Claim claim, Verdict verdict) throws SQLException {
        boolean loss = claim.consignment() instanceof DeliveryOrder order && order.loss() != null;
        if (verdict.state() == DeliveryState.DELIVERED) {
            done(connection, claim.subject(), claim.target(), claim.reversal(), loss, verdict.erpKey());
        }
        if (claim.subject().isPosting() && (claim.reversal() || loss)) {
            postings.endLosses(connection, claim.subject().id());
        }
    }

    private void done(
            Connection connection,
            Subject subject,
            String target,
            boolean reversal,
            boolean loss,
            @Nullable String erpKey)
            throws SQLException {
        Ledger ledger = ledger(subject);
        if (reversal) {
            ledger.reverse(connection, subject.id(), null);
        } else {
            if (erpKey != null && !loss) {
                ledger.recognise(connection, subject.id(), target, erpKey);
            }
            if (DeliverySteps.allThere(connection, subject)) {
                ledger.confirm(connection, subject.id());
            }
        }
        ledger.retotal(connection, subject.turnId());
    }

    /** A person has given a delivery up. */
    void cancelled(Connection connection, OpenDelivery delivery, String reason) throws SQLException {
        Subject subject = delivery.subject();
        Ledger ledger = ledger(subject);
        if (delivery.reversal()) {
            ledger.withdrawReversal(connection, subject.id());
        } else if (!delivery.subjectReversed()) {
            if (subject.isPosting()) {
                DeliverySteps.holdLossesLeft(connection, subject.id());
            }
            ledger.reverse(connection, subject.id(), reason);
        }
        ledger.retotal(connection, subject.turnId());
    }

    /**
     * A person has done at the source what a delivery was to bring.
     *
     * @param erpKey the row that it became; null when not known
     */
    void doneByHand(Connection connection, OpenDelivery delivery, @Nullable String erpKey) throws SQLException {
        Subject subject = delivery.subject();
        boolean loss = delivery.lossReason() != null;
        if (subject.isPosting() && !delivery.reversal() && !loss) {
            DeliverySteps.holdLosses(connection, subject.id());
        }
        done(connection, subject, delivery.target(), delivery.reversal(), loss, erpKey);
    }
}
