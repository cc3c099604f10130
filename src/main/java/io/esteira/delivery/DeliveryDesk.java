package io.esteira.delivery;

import static io.esteira.delivery.DeliveryState.CANCELLED;
import static io.esteira.delivery.DeliveryState.CLOSED_BY_HAND;
import static io.esteira.delivery.DeliveryState.HELD;
import static io.esteira.delivery.DeliveryState.PENDING_IN_ERP;
import static io.esteira.delivery.DeliveryState.REJECTED;
import static io.esteira.delivery.DeliveryState.UNCERTAIN;

import io.esteira.adapter.delivery.Consignment;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.delivery.DeliveryDecisions.Change;
import io.esteira.delivery.DeliveryDecisions.Decision;
import io.esteira.outbox.DeliveryPlanner;
import io.esteira.outbox.DeliveryPlanner.Plan;
import io.esteira.outbox.OutboxTransactions;
import io.esteira.outbox.OutboxTransactions.Outcome;
import io.esteira.outbox.RequestTexts;
import io.esteira.platform.Caller;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import io.esteira.production.PostingCorrection;
import io.esteira.production.PostingLedger;
import io.esteira.production.PostingTexts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Where a person decides about deliveries that cannot go on by themselves. A second click is harmless. Nothing that may have
 * been executed is sent again before the source was asked.
 */
@Service
public class DeliveryDesk {

    public static final List<Role> MAY_DECIDE = List.of(Role.IT);
    private static final String HURRY = """
            update hub.delivery set next_at = clock_timestamp()
            where id = ? and state in ('PENDING', 'RETRYING', 'UNCERTAIN')
              and (lease_until is null or lease_until < clock_timestamp())
            """;

    private final OutboxTransactions transactions;
    private final PostingLedger ledger;
    private final Consequences consequences;
    private final DeliveryPlanner planner;
    private final DeliveryClosing closing;
    private final DeliveryProperties properties;
    private final DeliveryDecisions decisions;

    DeliveryDesk(
            OutboxTransactions transactions,
            PostingLedger ledger,
            Consequences consequences,
            DeliveryPlanner planner,
            DeliveryClosing closing,
            DeliveryProperties properties,
            DeliveryDecisions decisions) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.consequences = consequences;
        this.planner = planner;
        this.closing = closing;
        this.properties = properties;
        this.decisions = decisions;
    }

    private interface Wish {
        Outcome<DeskAnswer> on(Connection connection, OpenDelivery delivery) throws SQLException;
    }

    /**
     * Has a delivery tried again: the source is read back first, and what it has already is not sent.
     *
     * @param correction what was mended of a posting that the ERP refused; null when nothing
     * @param reason why; null where it was not told
     */
    public DeskAnswer resend(
            Caller caller, UUID deliveryId, @Nullable PostingCorrection correction, @Nullable String reason) {
        return decide(caller, deliveryId, (connection, delivery) -> {
            boolean refused = delivery.state() == REJECTED || delivery.state() == HELD && !delivery.mayBeThere();
            boolean whole = delivery.subject().isPosting() && !delivery.reversal() && !delivery.othersSent();
            if (correction != null && !(refused && whole)) {
                return refuse(PostingTexts.notCorrectable());
            }
            return switch (delivery.state()) {
                case DELIVERED, CANCELLED, CLOSED_BY_HAND ->
                    refuse(PostingTexts.notResendable(
                            "It has ended: " + delivery.state() + ".",
                            "A entrega já terminou: " + delivery.state() + "."));
                case SENDING -> Outcome.undo(delivery.done());
                case PENDING, RETRYING, UNCERTAIN -> hurry(connection, delivery);
                case REJECTED, HELD, PENDING_IN_ERP -> again(connection, caller, delivery, correction, reason);
            };
        });
    }

    /** Gives a delivery up that the source has not executed; its posting leaves the totals, or its reversal is withdrawn. */
    public DeskAnswer cancel(Caller caller, UUID deliveryId, String reason) {
        return decide(caller, deliveryId, (connection, delivery) -> {
            if (delivery.state() == CANCELLED) {
                return Outcome.undo(delivery.done());
            }
            if (!surelyNotThere(delivery)) {
                return refuse(PostingTexts.notCancellable(delivery.state().name()));
            }
            delivery.move(connection, CANCELLED, 0, null, "CANCELLED", reason, !delivery.subjectReversed());
            consequences.cancelled(connection, delivery, reason);
            decisions.record(
                    connection, caller, delivery, new Decision(DeliveryDecisions.Kind.CANCEL, reason, null, List.of()));
            return Outcome.keep(delivery.done());
        });
    }

    /**
     * What was pending at the source is gone when as many looks in a row have not shown it as after a lost answer. Losses that went
     * before their posting do not keep it: a person reverses them at the source.
     */
    private boolean surelyNotThere(OpenDelivery delivery) {
        return !delivery.several()
                && !delivery.othersUnclear()
                && (!delivery.othersThere() || delivery.lossReason() == null || delivery.subjectReversed())
                && switch (delivery.state()) {
                    case PENDING, RETRYING, REJECTED, HELD -> true;
                    case PENDING_IN_ERP -> delivery.absentReads() >= properties.absentReads();
                    case SENDING, UNCERTAIN, DELIVERED, CANCELLED, CLOSED_BY_HAND -> false;
                };
    }

    /**
     * A person has done at the source what the hub could not.
     *
     * @param erpKey the row that it became there; null when not known, which is refused where rows are known that may be it, and
     *     where it is not known whether the source has executed it
     */
    public DeskAnswer closeByHand(Caller caller, UUID deliveryId, @Nullable String erpKey, String reason) {
        String key = erpKey == null || erpKey.isBlank() ? null : erpKey.strip();
        return decide(caller, deliveryId, (connection, delivery) -> {
            if (delivery.state() == CLOSED_BY_HAND) {
                return Outcome.undo(delivery.done());
            }
            Optional<Refusal> refusal = closing.close(connection, caller, delivery, key, reason);
            return refusal.isPresent() ? refuse(refusal.get()) : Outcome.keep(delivery.done());
        });
    }

    private DeskAnswer decide(Caller caller, UUID deliveryId, Wish wish) {
        if (!caller.hasAny(MAY_DECIDE)) {
            return new DeskAnswer.Refused(RequestTexts.forbidden());
        }
        return transactions.run(connection -> {
            Optional<OpenDelivery> delivery = OpenDelivery.find(connection, caller, deliveryId);
            return delivery.isPresent() ? wish.on(connection, delivery.get()) : refuse(PostingTexts.deliveryNotFound());
        });
    }

    /** One absent read is enough for what the ERP refused; what it may have is watched as long as after a lost answer. */
    private Outcome<DeskAnswer> again(
            Connection connection,
            Caller caller,
            OpenDelivery delivery,
            @Nullable PostingCorrection correction,
            @Nullable String reason)
            throws SQLException {
        List<Change> changes = List.of();
        if (correction != null) {
            long posting = delivery.subject().id();
            Map<String, String> before = ledger.correctable(connection, posting);
            Optional<Refusal> refusal = ledger.correct(connection, posting, correction);
            if (refusal.isPresent()) {
                return refuse(refusal.get());
            }
            changes = DeliveryDecisions.changes(before, ledger.correctable(connection, posting));
            ledger.retotal(connection, delivery.subject().turnId());
        }
        if (delivery.lossReason() != null && delivery.subjectReversed()) {
            return refuse(PostingTexts.notResendable(
                    "Its posting was reversed.", "O apontamento desta perda foi estornado."));
        }
        Consignment consignment = delivery.read(connection, consequences);
        Plan plan = planner.plan(delivery.target(), consignment);
        if (plan instanceof Plan.Hold hold) {
            return refuse(PostingTexts.notResendable(hold.whatToDo(), hold.whatToDoPt()));
        }
        boolean mayBeThere = delivery.state() == PENDING_IN_ERP || delivery.mayBeThere();
        if (!mayBeThere) {
            splitLosses(connection, delivery, consignment, plan);
        }
        int reads = mayBeThere ? 0 : properties.absentReads() - 1;
        delivery.move(connection, UNCERTAIN, reads, null, "RESENT", "read back before it is sent again", false);
        decisions.record(
                connection, caller, delivery, new Decision(DeliveryDecisions.Kind.RESEND, reason, null, changes));
        return Outcome.keep(delivery.done());
    }

    /** A posting that was accepted whole, and whose losses go apart by now, is sent without them: none is forgotten. */
    private void splitLosses(Connection connection, OpenDelivery delivery, Consignment consignment, Plan plan)
            throws SQLException {
        if (consignment instanceof DeliveryOrder order
                && isWhole(order)
                && plan instanceof Plan.Send send
                && send.lossesApart()) {
            ledger.splitLosses(connection, order.company(), delivery.subject().id(), delivery.id());
        }
    }

    private static boolean isWhole(DeliveryOrder order) {
        return order.kind() == Kind.POSTING
                && order.loss() == null
                && !order.scrapByReason().isEmpty();
    }

    private Outcome<DeskAnswer> hurry(Connection connection, OpenDelivery delivery) throws SQLException {
        if (delivery.state() != UNCERTAIN) {
            Consignment consignment = delivery.read(connection, consequences);
            splitLosses(connection, delivery, consignment, planner.plan(delivery.target(), consignment));
        }
        try (PreparedStatement statement = connection.prepareStatement(HURRY)) {
            statement.setLong(1, delivery.id());
            statement.executeUpdate();
        }
        return Outcome.keep(delivery.done());
    }

    private static Outcome<DeskAnswer> refuse(Refusal refusal) {
        return Outcome.undo(new DeskAnswer.Refused(refusal));
    }
}
