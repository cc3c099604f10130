package io.esteira.delivery;

import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.delivery.Subject.OfDowntime;
import io.esteira.delivery.Subject.OfPosting;
import io.esteira.downtime.DowntimeLedger;
import io.esteira.downtime.OutgoingDowntimes;
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

    /** Holds it for the rest of the transaction: whoever changes it takes turns. */
    void hold(Connection connection, Subject subject) throws SQLException {
        switch (subject) {
            case OfPosting posting -> postings.hold(connection, posting.orderId());
            case OfDowntime stop -> stops.hold(connection, stop.equipmentId());
        }
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
        return switch (subject) {
            case OfPosting posting ->
                outgoing.read(
                        connection,
                        deliveryId,
                        reversal ? Kind.REVERSAL : Kind.POSTING,
                        posting.postingId(),
                        reference,
                        lossReason);
            case OfDowntime stop ->
                outgoingStops.read(connection, deliveryId, reversal, stop.downtimeId(), target, reference);
        };
    }

    /** A worker has written what came of a claim. */
    void finished(Connection connection, Claim claim, Verdict verdict) throws SQLException {
        boolean delivered = verdict.state() == DeliveryState.DELIVERED;
        switch (claim.subject()) {
            case OfPosting posting -> {
                if (delivered) {
                    deliveredPosting(connection, posting, claim, verdict.erpKey());
                }
                if (claim.reversal() || isLoss(claim.consignment())) {
                    postings.endLosses(connection, posting.postingId());
                }
            }
            case OfDowntime stop -> {
                if (delivered) {
                    thereNow(connection, stop, claim.target(), claim.reversal(), verdict.erpKey());
                }
            }
        }
    }

    private void thereNow(
            Connection connection, OfDowntime stop, String target, boolean reversal, @Nullable String erpKey)
            throws SQLException {
        if (reversal) {
            stops.reverse(connection, stop.downtimeId(), null);
            return;
        }
        if (erpKey != null) {
            stops.recognise(connection, stop.downtimeId(), target, erpKey);
        }
        stops.confirm(connection, stop.downtimeId());
    }

    private void deliveredPosting(Connection connection, OfPosting posting, Claim claim, @Nullable String erpKey)
            throws SQLException {
        if (claim.reversal()) {
            postings.reverse(connection, posting.postingId(), null);
        } else {
            if (erpKey != null && !isLoss(claim.consignment())) {
                postings.recognise(connection, posting.postingId(), claim.target(), erpKey);
            }
            confirmIfWhole(connection, posting);
        }
        postings.retotal(connection, posting.orderId());
    }

    private void confirmIfWhole(Connection connection, OfPosting posting) throws SQLException {
        if (DeliverySteps.allThere(connection, posting.postingId())) {
            postings.confirm(connection, posting.postingId());
        }
    }

    private static boolean isLoss(Consignment consignment) {
        return consignment instanceof DeliveryOrder order && order.loss() != null;
    }

    /** A person has given a delivery up. */
    void cancelled(Connection connection, OpenDelivery delivery, String reason) throws SQLException {
        switch (delivery.subject()) {
            case OfPosting posting -> {
                if (delivery.reversal()) {
                    postings.withdrawReversal(connection, posting.postingId());
                } else if (!delivery.subjectReversed()) {
                    DeliverySteps.holdLossesLeft(connection, posting.postingId());
                    postings.reverse(connection, posting.postingId(), reason);
                }
                postings.retotal(connection, posting.orderId());
            }
            case OfDowntime stop -> {
                if (delivery.reversal()) {
                    stops.withdrawReversal(connection, stop.downtimeId());
                } else {
                    stops.reverse(connection, stop.downtimeId(), reason);
                }
            }
        }
    }

    /**
     * A person has done at the source what a delivery was to bring.
     *
     * @param erpKey the row that it became; null when not known
     */
    void doneByHand(Connection connection, OpenDelivery delivery, @Nullable String erpKey) throws SQLException {
        switch (delivery.subject()) {
            case OfPosting posting -> {
                if (delivery.reversal()) {
                    postings.reverse(connection, posting.postingId(), null);
                } else {
                    postedByHand(connection, posting, delivery, erpKey);
                }
                postings.retotal(connection, posting.orderId());
            }
            case OfDowntime stop -> thereNow(connection, stop, delivery.target(), delivery.reversal(), erpKey);
        }
    }

    private void postedByHand(Connection connection, OfPosting posting, OpenDelivery delivery, @Nullable String erpKey)
            throws SQLException {
        if (delivery.lossReason() == null) {
            DeliverySteps.holdLosses(connection, posting.postingId());
            if (erpKey != null) {
                postings.recognise(connection, posting.postingId(), delivery.target(), erpKey);
            }
        }
        confirmIfWhole(connection, posting);
    }
}
