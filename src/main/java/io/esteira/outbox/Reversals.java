package io.esteira.outbox;

import io.esteira.canonical.LoggedUpdate;
import io.esteira.outbox.DeliveryPlanner.Plan;
import io.esteira.outbox.KeyedRequests.Way;
import io.esteira.outbox.OutboxTransactions.Outcome;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Jdbc;
import io.esteira.platform.PublicIds;
import io.esteira.platform.Refusal;
import io.esteira.platform.SqlFile;
import io.esteira.platform.Traces;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Takes back what was accepted. What has not been sent is gone at once; what the ERP has gets a delivery of its own; while it is not known
 * which of the two it is, nothing is done.
 */
@Component
public class Reversals {

    /** States in which the source surely has nothing of a delivery. */
    private static final Set<String> UNSENT = Set.of("PENDING", "RETRYING", "REJECTED", "HELD", "CANCELLED");

    /** Locked before they are looked at: a claim passes over what is locked. */
    private static final String DELIVERIES = """
            ;
            select d.id, d.state, d.reason_code
            from hub.delivery d
            where d.%1$s_id = (select t.id from hub.%1$s t where t.public_id = ?) and d.kind = '%2$s'
            order by d.id
            for no key update
            """;

    private static final String SEND = SqlFile.read(Reversals.class, "reversal-send.sql");
    private static final String CANCEL = LoggedUpdate.of(
            "delivery",
            "state = 'CANCELLED', claim_token = t.claim_token + 1, reason_code = 'REVERSED', reason_text = ?, updated_at = now(), ended_at = now()",
            "t.%1$s_id = ? and t.kind = '%2$s' and t.state <> 'CANCELLED'");

    private final OutboxTransactions transactions;
    private final DeliveryPlanner planner;
    private final Companies companies;
    private final Audit audit;
    private final Traces traces;

    Reversals(
            OutboxTransactions transactions, DeliveryPlanner planner, Companies companies, Audit audit, Traces traces) {
        this.transactions = transactions;
        this.planner = planner;
        this.companies = companies;
        this.audit = audit;
        this.traces = traces;
    }

    /**
     * A row as it stands while the transaction holds it and its deliveries.
     *
     * @param requested its reversal is on its way
     * @param target the ERP to which it belongs
     * @param deliveryId what brings it there; null where it came from there
     * @param unsent the ERP surely has nothing of it
     */
    public record Row(
            long id,
            short companyId,
            @Nullable Long orderId,
            long turnId,
            boolean reversed,
            boolean requested,
            boolean inErp,
            String target,
            @Nullable Long deliveryId,
            boolean unsent) {}

    /** Once under its key, where it has one. */
    public Answer reverse(Caller caller, ReversalRequest request, Reversible kind, Way way) {
        String given = request.idempotencyKey();
        if (given == null) {
            return transactions.run(connection -> decide(connection, caller, request, kind));
        }
        SubjectKind subject = kind.kind();
        RequestKey key = RequestKey.of(caller, subject.reversal(), given, request.id(), request.reason());
        KeyedRequests requests = new KeyedRequests(subject, transactions);
        return way.of(
                requests,
                key,
                key.check(),
                connection -> requests.claim(connection, key, request.id())
                        ? Optional.of(decide(connection, caller, request, kind))
                        : Optional.empty());
    }

    private Outcome<Answer> decide(Connection connection, Caller caller, ReversalRequest request, Reversible kind)
            throws SQLException {
        Row row = open(connection, caller, request.id(), kind);
        if (row == null) {
            return refuse(kind.notFound());
        }
        if (row.reversed()) {
            return refuse(kind.reversed());
        }
        if (row.requested()) {
            return refuse(kind.onItsWay());
        }
        if (!row.inErp() && !row.unsent()) {
            return refuse(kind.notSettled());
        }
        Long delivery =
                row.inErp() ? send(connection, caller, request, kind, row) : cancel(connection, request, kind, row);
        kind.ledger().retotal(connection, row.turnId());
        audit.record(
                caller,
                kind.kind().table() + ".reverse",
                row.companyId(),
                request.id().toString(),
                Map.of("reason", request.reason(), "sent", row.inErp()));
        return Outcome.keep(new Answer.Done(row.id(), row.orderId(), delivery));
    }

    private static @Nullable Row open(Connection connection, Caller caller, UUID id, Reversible kind)
            throws SQLException {
        Array visible = connection.createArrayOf("smallint", caller.companyIds().toArray());
        String sql = kind.openSql() + kind.kind().sql(DELIVERIES);
        try (PreparedStatement statement = Jdbc.prepare(connection, sql, id, visible, id, visible, id)) {
            statement.execute();
            statement.getMoreResults();
            ResultSet row = statement.getResultSet();
            if (!row.next()) {
                return null;
            }
            statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
            return row(row, statement.getResultSet());
        }
    }

    private static Row row(ResultSet row, ResultSet delivery) throws SQLException {
        Long first = null;
        boolean unsent = true;
        while (delivery.next()) {
            first = first == null ? delivery.getLong("id") : first;
            unsent &= UNSENT.contains(delivery.getString("state"))
                    && !DeliveryReasons.mayBeThere(delivery.getString("reason_code"));
        }
        return new Row(
                row.getLong("id"),
                row.getShort("company_id"),
                row.getObject("order_id", Long.class),
                row.getLong("turn_id"),
                row.getString("state").equals("REVERSED"),
                row.getBoolean("requested"),
                row.getBoolean("in_erp"),
                row.getString("target"),
                first,
                unsent && first != null);
    }

    private static @Nullable Long cancel(Connection connection, ReversalRequest request, Reversible kind, Row row)
            throws SQLException {
        Jdbc.update(connection, kind.kind().sql(CANCEL), request.reason(), row.id());
        kind.ledger().reverse(connection, row.id(), request.reason());
        return row.deliveryId();
    }

    private Long send(Connection connection, Caller caller, ReversalRequest request, Reversible kind, Row row)
            throws SQLException {
        kind.ledger().requestReversal(connection, row.id(), request.reason(), caller.name());
        String company = companies.get(row.companyId()).code();
        UUID delivery = PublicIds.of(company, "delivery", "hub", request.id() + "/REVERSAL");
        String reference = DeliveryReference.next();
        Plan plan = planner.plan(row.target(), kind.outgoing().read(connection, row, delivery, reference));
        Plan.@Nullable Hold hold = plan instanceof Plan.Hold held ? held : null;
        try (PreparedStatement statement = Jdbc.prepare(
                        connection,
                        kind.kind().sql(SEND),
                        delivery,
                        row.target(),
                        hold == null ? "PENDING" : "HELD",
                        reference,
                        hold == null ? null : hold.code(),
                        hold == null ? null : hold.text(),
                        MDC.get("traceId"),
                        traces.here(),
                        row.id());
                ResultSet sent = statement.executeQuery()) {
            if (!sent.next()) {
                throw new IllegalStateException(request.id() + " has a reversal on its way");
            }
            return sent.getLong(1);
        }
    }

    private static Outcome<Answer> refuse(Refusal refusal) {
        return Outcome.undo(new Answer.Refused(refusal));
    }
}
