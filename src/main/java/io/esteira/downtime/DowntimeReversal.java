package io.esteira.downtime;

import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.PublicIds;
import io.esteira.platform.SqlFile;
import io.esteira.production.DeliveryPlanner;
import io.esteira.production.DeliveryPlanner.Plan;
import io.esteira.production.DeliveryReasons;
import io.esteira.production.LoggedUpdate;
import io.esteira.production.PostingReference;
import io.esteira.production.PostingTransactions;
import io.esteira.production.PostingTransactions.Outcome;
import io.esteira.production.RequestHash;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Takes stops back. One that has not been sent is gone at once; one that the ERP has gets a delivery of its own; while it is not known
 * which of the two it is, nothing is done.
 */
@Component
class DowntimeReversal {

    private static final String OPERATION = "reverseDowntime";

    /** States in which the source surely has nothing of a delivery. */
    private static final Set<String> UNSENT = Set.of("PENDING", "RETRYING", "REJECTED", "HELD", "CANCELLED");

    private static final String HOLD = """
            select hub.hold_machine(t.equipment_id) from hub.downtime t
            where t.public_id = ? and t.company_id = any(?) and t.deleted_at is null
            """;
    private static final String OPEN = """
            select t.id, t.company_id, t.equipment_id, t.state = 'REVERSED' as reversed,
                   t.reversal_requested_at is not null as requested, t.in_erp, t.created_by, d.id as delivery_id, d.target,
                   d.state as delivery_state, d.reason_code
            from hub.downtime t
            left join hub.delivery d on d.downtime_id = t.id and d.kind = 'DOWNTIME'
            where t.public_id = ? and t.company_id = any(?) and t.deleted_at is null
            for no key update of t
            """;
    private static final String LOCK =
            "select id from hub.delivery where downtime_id = ? order by id for no key update";
    private static final String CANCEL = LoggedUpdate.of(
            "delivery",
            "state = 'CANCELLED', claim_token = t.claim_token + 1, reason_code = 'REVERSED', reason_text = ?, updated_at = now(), ended_at = now()",
            "t.id = ? and t.state <> 'CANCELLED'");
    private static final String SEND = SqlFile.read(DowntimeReversal.class, "downtime-reverse-send.sql");

    private final PostingTransactions transactions;
    private final DowntimeAnswers answers;
    private final DowntimeLedger ledger;
    private final OutgoingDowntimes outgoing;
    private final DeliveryPlanner planner;
    private final Companies companies;
    private final Audit audit;

    DowntimeReversal(
            PostingTransactions transactions,
            DowntimeAnswers answers,
            DowntimeLedger ledger,
            OutgoingDowntimes outgoing,
            DeliveryPlanner planner,
            Companies companies,
            Audit audit) {
        this.transactions = transactions;
        this.answers = answers;
        this.ledger = ledger;
        this.outgoing = outgoing;
        this.planner = planner;
        this.companies = companies;
        this.audit = audit;
    }

    /**
     * @param createdBy the source of a stop that was read of one
     * @param deliveryId of the report; null where there was none
     */
    private record Stop(
            long id,
            short companyId,
            long equipmentId,
            boolean reversed,
            boolean requested,
            boolean inErp,
            String createdBy,
            @Nullable Long deliveryId,
            @Nullable String target,
            @Nullable String deliveryState,
            @Nullable String reasonCode) {

        boolean unsent() {
            return deliveryState != null && UNSENT.contains(deliveryState) && !DeliveryReasons.mayBeThere(reasonCode);
        }

        String erp() {
            return target == null ? createdBy : target;
        }
    }

    DowntimeAnswer reverse(Caller caller, DowntimeReversalRequest request) {
        return transactions.run(connection -> {
            String key = request.idempotencyKey();
            if (key != null) {
                if (!DowntimeAnswers.isKey(key)) {
                    return refuse(DowntimeTexts.badKey());
                }
                UUID hash = hash(request);
                if (!answers.claim(connection, caller, OPERATION, key, hash, request.downtimeId())) {
                    return Outcome.undo(answers.replay(connection, caller, OPERATION, key, hash));
                }
            }
            Optional<Stop> stop = open(connection, caller, request.downtimeId());
            if (stop.isEmpty()) {
                return refuse(DowntimeTexts.notFound());
            }
            if (stop.get().reversed() || stop.get().requested()) {
                return refuse(DowntimeTexts.alreadyReversed(!stop.get().reversed()));
            }
            if (!stop.get().inErp() && !stop.get().unsent()) {
                return refuse(DowntimeTexts.notSettled());
            }
            return Outcome.keep(write(connection, caller, request, stop.get()));
        });
    }

    /** As {@link #reverse}, under a key; a refusal by the rules becomes its answer. */
    DowntimeAnswer settle(Caller caller, DowntimeReversalRequest request) {
        DowntimeAnswer answer = reverse(caller, request);
        String key = request.idempotencyKey();
        if (key != null && DowntimeAnswers.isKey(key) && answer instanceof DowntimeAnswer.Refused refused) {
            return transactions.run(connection ->
                    Outcome.keep(answers.settle(connection, caller, OPERATION, key, hash(request), refused.refusal())));
        }
        return answer;
    }

    private static UUID hash(DowntimeReversalRequest request) {
        return RequestHash.of(request.downtimeId(), request.reason());
    }

    /** The delivery is locked too, and looked at after that: a claim passes over what is locked. */
    private static Optional<Stop> open(Connection connection, Caller caller, UUID id) throws SQLException {
        var visible = connection.createArrayOf("smallint", caller.companyIds().toArray());
        DowntimeAnswers.on(connection).sql(HOLD).params(id, visible).query().listOfRows();
        Optional<Stop> stop = find(connection, id, visible);
        if (stop.isEmpty()) {
            return stop;
        }
        DowntimeAnswers.on(connection)
                .sql(LOCK)
                .param(stop.get().id())
                .query(Long.class)
                .list();
        return find(connection, id, visible);
    }

    private static Optional<Stop> find(Connection connection, UUID id, java.sql.Array visible) {
        return DowntimeAnswers.on(connection)
                .sql(OPEN)
                .params(id, visible)
                .query(Stop.class)
                .optional();
    }

    private DowntimeAnswer write(Connection connection, Caller caller, DowntimeReversalRequest request, Stop stop)
            throws SQLException {
        Long delivery = stop.deliveryId();
        if (stop.inErp()) {
            ledger.requestReversal(connection, stop.id(), request.reason(), caller.name());
            delivery = send(connection, request, stop);
        } else {
            DowntimeAnswers.on(connection)
                    .sql(CANCEL)
                    .param(request.reason())
                    .param(delivery)
                    .update();
            ledger.reverse(connection, stop.id(), request.reason());
        }
        audit.record(
                caller,
                "downtime.reverse",
                stop.companyId(),
                request.downtimeId().toString(),
                Map.of("reason", request.reason(), "sent", stop.inErp()));
        return new DowntimeAnswer.Done(stop.id(), delivery);
    }

    private Long send(Connection connection, DowntimeReversalRequest request, Stop stop) throws SQLException {
        String company = companies.get(stop.companyId()).code();
        UUID id = PublicIds.of(company, "delivery", "hub", request.downtimeId() + "/REVERSAL");
        String reference = PostingReference.next();
        DowntimeOrder order = outgoing.read(connection, id, true, stop.id(), stop.erp(), reference);
        Plan.@Nullable Hold hold = planner.plan(stop.erp(), order) instanceof Plan.Hold held ? held : null;
        return DowntimeAnswers.on(connection)
                .sql(SEND)
                .param("id", id)
                .param("company", stop.companyId())
                .param("downtime", stop.id())
                .param("equipment", stop.equipmentId())
                .param("target", stop.erp())
                .param("state", hold == null ? "PENDING" : "HELD")
                .param("reference", reference)
                .param("code", hold == null ? null : hold.code())
                .param("text", hold == null ? null : hold.text())
                .param("trace", MDC.get("traceId"))
                .query(Long.class)
                .optional()
                .orElseThrow(
                        () -> new IllegalStateException("stop " + request.downtimeId() + " has a reversal on its way"));
    }

    private static Outcome<DowntimeAnswer> refuse(DowntimeRefusal refusal) {
        return Outcome.undo(new DowntimeAnswer.Refused(refusal));
    }
}
