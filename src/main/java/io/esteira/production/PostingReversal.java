package io.esteira.production;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.PublicIds;
import io.esteira.platform.SqlFile;
import io.esteira.production.PostingTransactions.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Takes postings back. One that has not been sent is gone at once; one that the ERP has gets a delivery of its own; while it
 * is not known which of the two it is, nothing is done.
 */
@Component
class PostingReversal {

    /** States in which the source surely has nothing of a delivery. */
    private static final Set<String> UNSENT = Set.of("PENDING", "RETRYING", "REJECTED", "HELD", "CANCELLED");

    private static final String OPERATION = "reversePosting";
    private static final String OPEN = SqlFile.read(PostingReversal.class, "posting-reverse-open.sql");
    private static final String SEND = SqlFile.read(PostingReversal.class, "posting-reverse-send.sql");
    private static final String CANCEL = LoggedUpdate.of(
            "delivery",
            "state = 'CANCELLED', claim_token = t.claim_token + 1, reason_code = 'REVERSED', reason_text = ?, updated_at = now(), ended_at = now()",
            "t.posting_id = ? and t.kind = 'POSTING' and t.state <> 'CANCELLED'");

    private final PostingTransactions transactions;
    private final PostingAnswers answers;
    private final PostingLedger ledger;
    private final OutgoingPostings outgoing;
    private final DeliveryPlanner planner;
    private final Companies companies;
    private final Audit audit;

    PostingReversal(
            PostingTransactions transactions,
            PostingAnswers answers,
            PostingLedger ledger,
            OutgoingPostings outgoing,
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

    private record Posting(
            long id,
            short companyId,
            long orderId,
            long stepId,
            boolean reversed,
            boolean requested,
            boolean inErp,
            String source,
            List<Long> deliveries,
            boolean unsent) {}

    PostingAnswer reverse(Caller caller, ReversalRequest request) {
        return transactions.run(connection -> {
            String key = request.idempotencyKey();
            if (key != null) {
                if (!PostingAnswers.isKey(key)) {
                    return refuse(PostingTexts.badKey());
                }
                UUID hash = hash(request);
                if (!answers.claim(connection, caller, OPERATION, key, hash, request.postingId())) {
                    return Outcome.undo(answers.replay(connection, caller, OPERATION, key, hash));
                }
            }
            Posting posting = open(connection, caller, request.postingId());
            if (posting == null) {
                return refuse(PostingTexts.postingNotFound());
            }
            if (posting.reversed() || posting.requested()) {
                return refuse(PostingTexts.alreadyReversed(!posting.reversed()));
            }
            if (!posting.inErp() && !posting.unsent()) {
                return refuse(PostingTexts.notSettled());
            }
            return Outcome.keep(write(connection, caller, request, posting));
        });
    }

    /** As {@link #reverse}, under a key; a refusal by the rules becomes its answer. */
    PostingAnswer settle(Caller caller, ReversalRequest request) {
        PostingAnswer answer = reverse(caller, request);
        String key = request.idempotencyKey();
        if (key != null && PostingAnswers.isKey(key) && answer instanceof PostingAnswer.Refused refused) {
            return transactions.run(connection ->
                    Outcome.keep(answers.settle(connection, caller, OPERATION, key, hash(request), refused.refusal())));
        }
        return answer;
    }

    private static UUID hash(ReversalRequest request) {
        return RequestHash.of(request.postingId(), request.reason());
    }

    private @Nullable Posting open(Connection connection, Caller caller, UUID publicId) throws SQLException {
        var visible = connection.createArrayOf("smallint", caller.companyIds().toArray());
        try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
            statement.setObject(1, publicId);
            statement.setArray(2, visible);
            statement.setObject(3, publicId);
            statement.setArray(4, visible);
            statement.setObject(5, publicId);
            statement.execute();
            statement.getMoreResults();
            ResultSet row = statement.getResultSet();
            if (!row.next()) {
                return null;
            }
            statement.getMoreResults(java.sql.Statement.KEEP_CURRENT_RESULT);
            List<Long> deliveries = new ArrayList<>();
            boolean unsent = true;
            ResultSet delivery = statement.getResultSet();
            while (delivery.next()) {
                deliveries.add(delivery.getLong("id"));
                unsent &= UNSENT.contains(delivery.getString("state"))
                        && !DeliveryReasons.mayBeThere(delivery.getString("reason_code"));
            }
            return new Posting(
                    row.getLong("id"),
                    row.getShort("company_id"),
                    row.getLong("order_id"),
                    row.getLong("step_id"),
                    row.getString("state").equals("REVERSED"),
                    row.getBoolean("requested"),
                    row.getBoolean("in_erp"),
                    row.getString("source"),
                    deliveries,
                    unsent && !deliveries.isEmpty());
        }
    }

    private PostingAnswer write(Connection connection, Caller caller, ReversalRequest request, Posting posting)
            throws SQLException {
        Long delivery;
        if (posting.inErp()) {
            ledger.requestReversal(connection, posting.id(), request.reason(), caller.name());
            delivery = send(connection, request, posting);
        } else {
            try (PreparedStatement cancel = connection.prepareStatement(CANCEL)) {
                cancel.setString(1, request.reason());
                cancel.setLong(2, posting.id());
                cancel.executeUpdate();
            }
            ledger.reverse(connection, posting.id(), request.reason());
            delivery = posting.deliveries().getFirst();
        }
        ledger.retotal(connection, posting.orderId());
        audit.record(
                caller,
                "posting.reverse",
                posting.companyId(),
                request.postingId().toString(),
                Map.of("reason", request.reason(), "sent", posting.inErp()));
        return new PostingAnswer.Done(posting.id(), posting.orderId(), delivery);
    }

    private Long send(Connection connection, ReversalRequest request, Posting posting) throws SQLException {
        String company = companies.get(posting.companyId()).code();
        UUID id = PublicIds.of(company, "delivery", "hub", request.postingId() + "/REVERSAL");
        String reference = PostingReference.next();
        DeliveryOrder order = outgoing.read(connection, id, Kind.REVERSAL, posting.id(), reference, null);
        DeliveryPlanner.Plan plan = planner.plan(posting.source(), order);
        DeliveryPlanner.Plan.@Nullable Hold hold = plan instanceof DeliveryPlanner.Plan.Hold held ? held : null;
        @Nullable
        Object[] values = {
            id,
            posting.companyId(),
            posting.id(),
            posting.orderId(),
            posting.stepId(),
            posting.source(),
            hold == null ? "PENDING" : "HELD",
            reference,
            hold == null ? null : hold.code(),
            hold == null ? null : hold.text(),
            MDC.get("traceId")
        };
        try (PreparedStatement statement = connection.prepareStatement(SEND)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("posting " + request.postingId() + " has a reversal on its way");
                }
                return row.getLong(1);
            }
        }
    }

    private static Outcome<PostingAnswer> refuse(PostingRefusal refusal) {
        return Outcome.undo(new PostingAnswer.Refused(refusal));
    }
}
