package io.esteira.production;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import io.esteira.production.PostingTransactions.Outcome;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
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

    private final PostingTransactions transactions;
    private final PostingProperties properties;
    private final PostingAnswers answers;
    private final AcceptedRows rows;
    private final Clock clock;

    PostingAcceptance(
            PostingTransactions transactions,
            PostingProperties properties,
            PostingAnswers answers,
            AcceptedRows rows,
            Clock clock) {
        this.transactions = transactions;
        this.properties = properties;
        this.answers = answers;
        this.rows = rows;
        this.clock = clock;
    }

    /** What was found when the transaction was opened: the order is held from here on. */
    private record Opened(boolean first, @Nullable PostingOrder order) {}

    PostingAnswer accept(Caller caller, Company company, NewPosting posting) {
        Optional<PostingRefusal> refusal = check(company, posting);
        if (refusal.isPresent()) {
            return transactions.run(connection -> replayOr(connection, caller, posting, refusal.get()));
        }
        return transactions.run(connection -> {
            Opened opened = open(connection, caller, company, posting);
            return opened.first()
                    ? decide(connection, caller, company, posting, opened.order())
                    : Outcome.undo(
                            answers.replay(connection, caller, OPERATION, posting.idempotencyKey(), hash(posting)));
        });
    }

    /** As {@link #accept}; a refusal by the rules becomes the answer of its key. */
    PostingAnswer settle(Caller caller, Company company, NewPosting posting) {
        PostingAnswer answer = accept(caller, company, posting);
        if (answer instanceof PostingAnswer.Refused refused
                && check(company, posting).isEmpty()) {
            return transactions.run(connection -> Outcome.keep(answers.settle(
                    connection, caller, OPERATION, posting.idempotencyKey(), hash(posting), refused.refusal())));
        }
        return answer;
    }

    private Optional<PostingRefusal> check(Company company, NewPosting posting) {
        if (posting.id().version() != 7) {
            return Optional.of(PostingTexts.notVersion7());
        }
        if (!PostingAnswers.isKey(posting.idempotencyKey())) {
            return Optional.of(PostingTexts.badKey());
        }
        return PostingRules.reasons(posting, properties.of(company.code()))
                .or(() -> PostingRules.quantities(posting.good(), posting.scrapTotal(), posting.rework()))
                .or(() -> PostingRules.dates(
                        day(company, posting), posting.startedAt(), posting.endedAt(), company.zone(), clock));
    }

    /** A request that is no longer sound, such as by its date, may have been answered before. */
    private Outcome<PostingAnswer> replayOr(
            Connection connection, Caller caller, NewPosting posting, PostingRefusal refusal) throws SQLException {
        return Outcome.undo(answers.find(connection, caller, OPERATION, posting.idempotencyKey(), hash(posting))
                .orElseGet(() -> new PostingAnswer.Refused(refusal)));
    }

    private Opened open(Connection connection, Caller caller, Company company, NewPosting posting) throws SQLException {
        Object key = posting.orderId() != null ? posting.orderId() : posting.orderNumber();
        String sql = posting.orderId() != null ? OPEN_BY_ID : OPEN_BY_NUMBER;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, caller.client());
            statement.setString(2, posting.idempotencyKey());
            statement.setObject(3, hash(posting));
            statement.setString(4, posting.id().toString());
            statement.setShort(5, company.id());
            statement.setObject(6, key);
            statement.setShort(7, company.id());
            statement.setObject(8, key);
            statement.execute();
            boolean first = statement.getUpdateCount() == 1;
            statement.getMoreResults();
            ResultSet order = statement.getResultSet();
            if (!order.next()) {
                return new Opened(first, null);
            }
            statement.getMoreResults(java.sql.Statement.KEEP_CURRENT_RESULT);
            return new Opened(first, PostingOrder.read(order, statement.getResultSet()));
        }
    }

    private Outcome<PostingAnswer> decide(
            Connection connection, Caller caller, Company company, NewPosting posting, @Nullable PostingOrder order)
            throws SQLException {
        if (order == null) {
            return refuse(PostingTexts.orderNotFound(posting.orderId() != null ? "orderId" : "orderNumber"));
        }
        PostingOrder.Match match = order.find(posting.sequence(), posting.operation(), posting.phase());
        PostingOrder.Step step = match.step();
        Optional<PostingRefusal> refusal = order.closedForPostings();
        if (refusal.isPresent() || step == null) {
            return refuse(refusal.orElseGet(() -> PostingTexts.unknownStep(order.number(), match.matches())));
        }
        BigDecimal made = posting.good().add(posting.scrapTotal());
        refusal = order.full(step, made, properties.of(company.code()).overProductionPercent());
        if (refusal.isPresent()) {
            return refuse(refusal.get());
        }
        PostingAnswer answer = write(connection, caller, company, posting, order, step);
        return answer instanceof PostingAnswer.Done ? Outcome.keep(answer) : Outcome.undo(answer);
    }

    /** With another reference in the case, to be expected once in 2^45, that the first was taken. */
    private PostingAnswer write(
            Connection connection,
            Caller caller,
            Company company,
            NewPosting posting,
            PostingOrder order,
            PostingOrder.Step step)
            throws SQLException {
        do {
            DeliveryOrder delivery = delivery(company, posting, order, step, PostingReference.next());
            PostingAnswer.Done done =
                    rows.insert(connection, new AcceptedRows.Accepted(caller, company, posting, order, step, delivery));
            if (done != null) {
                return done;
            }
        } while (!answers.exists(connection, posting.id()));
        return new PostingAnswer.Refused(PostingTexts.idReused());
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

    private static Outcome<PostingAnswer> refuse(PostingRefusal refusal) {
        return Outcome.undo(new PostingAnswer.Refused(refusal));
    }

    /** As the client gave it: what the hub fills in may differ the next time. */
    private static UUID hash(NewPosting posting) {
        return RequestHash.of(
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
