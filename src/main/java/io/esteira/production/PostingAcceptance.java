package io.esteira.production;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.outbox.Answer;
import io.esteira.outbox.DeliveryReference;
import io.esteira.outbox.KeyedRequests;
import io.esteira.outbox.KeyedRequests.Way;
import io.esteira.outbox.OutboxTransactions;
import io.esteira.outbox.OutboxTransactions.Outcome;
import io.esteira.outbox.RequestHash;
import io.esteira.outbox.RequestKey;
import io.esteira.outbox.RequestRules;
import io.esteira.outbox.RequestTexts;
import io.esteira.outbox.SubjectKind;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Jdbc;
import io.esteira.platform.Refusal;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Accepts a posting: idempotency key, posting, delivery, audit and totals in one transaction, in three round trips to the
 * database, the commit included. A refusal leaves nothing behind, so that the same key may be used again when the reason is gone.
 */
@Component
class PostingAcceptance {

    private static final String OPEN = SqlFile.read(PostingAcceptance.class, "posting-open.sql");
    private static final String OPEN_BY_NUMBER =
            OPEN.formatted(PostingOrder.ORDER_COLUMNS, PostingOrder.STEP_COLUMNS, "number");
    private static final String OPEN_BY_ID =
            OPEN.formatted(PostingOrder.ORDER_COLUMNS, PostingOrder.STEP_COLUMNS, "public_id");

    private static final String OPERATION = "postProduction";

    private final KeyedRequests requests;
    private final PostingProperties properties;
    private final AcceptedRows rows;
    private final Clock clock;

    PostingAcceptance(OutboxTransactions transactions, PostingProperties properties, AcceptedRows rows, Clock clock) {
        this.requests = new KeyedRequests(SubjectKind.POSTING, transactions);
        this.properties = properties;
        this.rows = rows;
        this.clock = clock;
    }

    /** What was found when the transaction was opened: the order is held from here on. */
    private record Opened(boolean first, @Nullable PostingOrder order) {}

    Answer accept(Caller caller, Company company, NewPosting posting, Way way) {
        RequestKey key = key(caller, posting);
        return way.of(requests, key, check(company, posting, key), connection -> {
            Opened opened = open(connection, company, posting, key);
            return opened.first()
                    ? Optional.of(decide(connection, caller, company, posting, opened.order()))
                    : Optional.empty();
        });
    }

    private Optional<Refusal> check(Company company, NewPosting posting, RequestKey key) {
        return RequestRules.check(posting.id(), key)
                .or(() -> PostingRules.reasons(posting, properties.of(company.code())))
                .or(() -> PostingRules.quantities(posting.good(), posting.scrapTotal(), posting.rework()))
                .or(() -> PostingRules.dates(
                        day(company, posting), posting.startedAt(), posting.endedAt(), company.zone(), clock));
    }

    private static Opened open(Connection connection, Company company, NewPosting posting, RequestKey key)
            throws SQLException {
        Object order = posting.orderId() != null ? posting.orderId() : posting.orderNumber();
        String sql = posting.orderId() != null ? OPEN_BY_ID : OPEN_BY_NUMBER;
        try (PreparedStatement statement = Jdbc.prepare(
                connection,
                sql,
                key.client(),
                key.key(),
                key.hash(),
                posting.id().toString(),
                company.id(),
                order,
                company.id(),
                order)) {
            statement.execute();
            boolean first = statement.getUpdateCount() == 1;
            statement.getMoreResults();
            ResultSet row = statement.getResultSet();
            if (!row.next()) {
                return new Opened(first, null);
            }
            statement.getMoreResults(java.sql.Statement.KEEP_CURRENT_RESULT);
            return new Opened(first, PostingOrder.read(row, statement.getResultSet()));
        }
    }

    private Outcome<Answer> decide(
            Connection connection, Caller caller, Company company, NewPosting posting, @Nullable PostingOrder order)
            throws SQLException {
        if (order == null) {
            return refuse(RequestTexts.orderNotFound(posting.orderId() != null ? "orderId" : "orderNumber"));
        }
        PostingOrder.Match match = order.find(posting.sequence(), posting.operation(), posting.phase());
        PostingOrder.Step step = match.step();
        Optional<Refusal> refusal = order.closedForPostings();
        if (refusal.isPresent() || step == null) {
            return refuse(refusal.orElseGet(() -> PostingTexts.unknownStep(order.number(), match.matches())));
        }
        BigDecimal made = posting.good().add(posting.scrapTotal());
        refusal = order.full(step, made, properties.of(company.code()).overProductionPercent());
        if (refusal.isPresent()) {
            return refuse(refusal.get());
        }
        Answer answer = write(connection, caller, company, posting, order, step);
        return answer instanceof Answer.Done ? Outcome.keep(answer) : Outcome.undo(answer);
    }

    /** With another reference in the case, to be expected once in 2^45, that the first was taken. */
    private Answer write(
            Connection connection,
            Caller caller,
            Company company,
            NewPosting posting,
            PostingOrder order,
            PostingOrder.Step step)
            throws SQLException {
        do {
            DeliveryOrder delivery = delivery(company, posting, order, step, DeliveryReference.next());
            Answer.Done done =
                    rows.insert(connection, new AcceptedRows.Accepted(caller, company, posting, order, step, delivery));
            if (done != null) {
                return done;
            }
        } while (!requests.isTaken(connection, posting.id()));
        return new Answer.Refused(PostingTexts.idReused());
    }

    private DeliveryOrder delivery(
            Company company, NewPosting posting, PostingOrder order, PostingOrder.Step step, String reference) {
        return new DeliveryOrder(
                PostingStep.deliveryId(company.code(), posting.id(), "/POSTING"),
                Kind.POSTING,
                company.code(),
                company.zone(),
                reference,
                order.sourceKey(),
                order.number(),
                order.itemCode(),
                step.operation(),
                step.sequence(),
                step.phase(),
                day(company, posting),
                posting.startedAt(),
                posting.endedAt(),
                posting.good(),
                posting.scrapTotal(),
                posting.scrap(),
                posting.rework(),
                posting.completes(),
                posting.operator(),
                posting.equipment(),
                posting.note(),
                null,
                null,
                0);
    }

    private LocalDate day(Company company, NewPosting posting) {
        LocalDate given = posting.postedOn();
        return given == null ? LocalDate.now(clock.withZone(company.zone())) : given;
    }

    private static Outcome<Answer> refuse(Refusal refusal) {
        return Outcome.undo(new Answer.Refused(refusal));
    }

    private static RequestKey key(Caller caller, NewPosting posting) {
        return RequestKey.of(
                caller,
                OPERATION,
                posting.idempotencyKey(),
                posting.id(),
                posting.company(),
                posting.orderNumber(),
                posting.orderId(),
                posting.operation(),
                posting.phase(),
                posting.sequence(),
                posting.good(),
                RequestHash.of(posting.scrap().stream()
                        .flatMap(scrap -> Stream.of((Object) scrap.reason(), scrap.quantity()))
                        .toArray()),
                posting.rework(),
                posting.completes(),
                posting.postedOn(),
                posting.startedAt(),
                posting.endedAt(),
                posting.operator(),
                posting.equipment(),
                posting.note());
    }
}
