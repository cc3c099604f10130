package io.esteira.delivery;

import static io.esteira.delivery.DeliveryState.CLOSED_BY_HAND;
import static io.esteira.delivery.DeliveryState.UNCERTAIN;

import io.esteira.delivery.DeliveryDecisions.Decision;
import io.esteira.delivery.DeliveryDecisions.Kind;
import io.esteira.platform.Caller;
import io.esteira.platform.Refusal;
import io.esteira.production.PostingTexts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Closes deliveries that a person has carried out at the source. */
@Component
class DeliveryClosing {

    private final Consequences consequences;
    private final DeliveryTargets targets;
    private final DeliveryDecisions decisions;

    DeliveryClosing(Consequences consequences, DeliveryTargets targets, DeliveryDecisions decisions) {
        this.consequences = consequences;
        this.targets = targets;
        this.decisions = decisions;
    }

    /**
     * Closes it, with its posting.
     *
     * @param typed the row that it became, as a person names it; null when not known
     * @return why it is not closed; empty when it is
     */
    Optional<Refusal> close(
            Connection connection, Caller caller, OpenDelivery delivery, @Nullable String typed, String reason)
            throws SQLException {
        if (!closable(delivery)) {
            return Optional.of(PostingTexts.notResendable(
                    "Only what waits for a person is closed by hand.", "Só se encerra à mão o que espera por alguém."));
        }
        boolean posting = !delivery.reversal();
        boolean itself = posting && delivery.lossReason() == null;
        if (typed == null && delivery.state() == UNCERTAIN) {
            return Optional.of(PostingTexts.erpKeyOfWhatWasSeen());
        }
        String erpKey = typed == null ? null : erpKey(connection, delivery, typed);
        if (erpKey == null && typed != null) {
            return Optional.of(PostingTexts.badErpKey(typed));
        }
        if (posting && erpKey != null) {
            UUID owner = delivery.ownerOf(connection, erpKey);
            if (owner != null) {
                return Optional.of(PostingTexts.erpKeyTaken(erpKey, owner));
            }
        }
        if (itself && erpKey == null) {
            List<String> rows = delivery.rowsSince(connection);
            if (delivery.several() || !rows.isEmpty()) {
                return Optional.of(PostingTexts.erpKeyNeeded(rows));
            }
        }
        delivery.move(connection, CLOSED_BY_HAND, 0, erpKey, "CLOSED_BY_HAND", reason, false);
        consequences.doneByHand(connection, delivery, erpKey);
        decisions.record(connection, caller, delivery, new Decision(Kind.CLOSE_BY_HAND, reason, erpKey, List.of()));
        return Optional.empty();
    }

    /**
     * What is being sent cannot be stopped. A loss has nobody else to end it while its service refuses, since a posting that is
     * partly there is not cancelled; nor has a reversal that its service keeps refusing and that was made there by hand.
     */
    private static boolean closable(OpenDelivery delivery) {
        return switch (delivery.state()) {
            case HELD, REJECTED, PENDING_IN_ERP, UNCERTAIN -> true;
            case PENDING -> delivery.lossReason() != null;
            case RETRYING -> delivery.lossReason() != null || delivery.reversal();
            case SENDING, DELIVERED, CANCELLED, CLOSED_BY_HAND -> false;
        };
    }

    /** As the source's rows are known here; null where it cannot be the key of one. */
    private @Nullable String erpKey(Connection connection, OpenDelivery delivery, String typed) throws SQLException {
        return targets.errand(delivery.target(), delivery.read(connection, consequences))
                .map(errand -> errand.keyOf(typed))
                .orElse(Optional.of(typed))
                .orElse(null);
    }
}
