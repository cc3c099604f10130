package io.esteira.downtime;

import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.PublicIds;
import io.esteira.platform.SqlFile;
import io.esteira.production.DeliveryPlanner;
import io.esteira.production.DeliveryPlanner.Plan;
import io.esteira.production.PostingReference;
import io.esteira.production.PostingRules;
import io.esteira.production.PostingTransactions;
import io.esteira.production.PostingTransactions.Outcome;
import io.esteira.production.RequestHash;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Takes a stop in: the request's key, the stop and its delivery are written together or not at all. */
@Component
class DowntimeAcceptance {

    static final String OPERATION = "reportDowntime";

    private static final String NO_ERP = "erp";
    private static final String OVERLAPPING = """
            select t.public_id
            from hub.downtime t
            where t.equipment_id = ? and t.state = 'ACCEPTED' and t.deleted_at is null
              and t.started_at < ? and coalesce(t.ended_at, 'infinity') > ?
            order by t.started_at
            limit 1
            """;
    private static final String INSERT = SqlFile.read(DowntimeAcceptance.class, "downtime-accept.sql");

    private final PostingTransactions transactions;
    private final DowntimeAnswers answers;
    private final DowntimeOpening opening;
    private final DowntimeLedger ledger;
    private final OutgoingDowntimes outgoing;
    private final DeliveryPlanner planner;
    private final DowntimeSources sources;
    private final Audit audit;
    private final Clock clock;

    DowntimeAcceptance(
            PostingTransactions transactions,
            DowntimeAnswers answers,
            DowntimeOpening opening,
            DowntimeLedger ledger,
            OutgoingDowntimes outgoing,
            DeliveryPlanner planner,
            DowntimeSources sources,
            Audit audit,
            Clock clock) {
        this.transactions = transactions;
        this.answers = answers;
        this.opening = opening;
        this.ledger = ledger;
        this.outgoing = outgoing;
        this.planner = planner;
        this.sources = sources;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a stop names, as the hub knows it. */
    private record Named(String target, long equipmentId, DowntimeOpening.@Nullable Order order) {}

    DowntimeAnswer accept(Caller caller, Company company, NewDowntime stop) {
        Optional<DowntimeRefusal> refusal = check(stop);
        return transactions.run(connection -> {
            if (refusal.isPresent()) {
                // A request that is no longer sound, such as by its date, may have been answered before.
                return Outcome.undo(answers.find(connection, caller, OPERATION, stop.idempotencyKey(), hash(stop))
                        .orElseGet(() -> new DowntimeAnswer.Refused(refusal.get())));
            }
            return answers.claim(connection, caller, OPERATION, stop.idempotencyKey(), hash(stop), stop.id())
                    ? decide(connection, caller, company, stop)
                    : Outcome.undo(answers.replay(connection, caller, OPERATION, stop.idempotencyKey(), hash(stop)));
        });
    }

    /** As {@link #accept}; a refusal by the rules becomes the answer of its key. */
    DowntimeAnswer settle(Caller caller, Company company, NewDowntime stop) {
        DowntimeAnswer answer = accept(caller, company, stop);
        if (answer instanceof DowntimeAnswer.Refused refused && check(stop).isEmpty()) {
            return transactions.run(connection -> Outcome.keep(answers.settle(
                    connection, caller, OPERATION, stop.idempotencyKey(), hash(stop), refused.refusal())));
        }
        return answer;
    }

    private Optional<DowntimeRefusal> check(NewDowntime stop) {
        if (stop.id().version() != 7) {
            return Optional.of(DowntimeTexts.notVersion7());
        }
        if (!DowntimeAnswers.isKey(stop.idempotencyKey())) {
            return Optional.of(DowntimeTexts.badKey());
        }
        if (stop.reason().isBlank()) {
            return Optional.of(DowntimeTexts.unknownReason(stop.reason()));
        }
        Instant latest = clock.instant().plus(PostingRules.CLOCK_ERROR);
        Instant earliest = PostingRules.EARLIEST.atStartOfDay(ZoneOffset.UTC).toInstant();
        if (stop.startedAt().isAfter(latest) || stop.startedAt().isBefore(earliest)) {
            return Optional.of(DowntimeTexts.startOutOfRange());
        }
        // ERPs keep minutes: a stop within one has no length there, and its row could not be told from another's.
        boolean lasts = minute(stop.endedAt()).isAfter(minute(stop.startedAt()));
        return lasts && !stop.endedAt().isAfter(latest) ? Optional.empty() : Optional.of(DowntimeTexts.endOutOfRange());
    }

    private static Instant minute(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MINUTES);
    }

    private Outcome<DowntimeAnswer> decide(Connection connection, Caller caller, Company company, NewDowntime stop)
            throws SQLException {
        Optional<DowntimeOpening.Order> order =
                stop.namesOrder() ? opening.order(connection, company, stop) : Optional.empty();
        if (stop.namesOrder() && order.isEmpty()) {
            return refuse(DowntimeTexts.orderNotFound(stop.orderId() != null ? "orderId" : "orderNumber"));
        }
        if (stop.operation() != null
                && order.filter(found -> found.stepId() != null).isEmpty()) {
            return refuse(DowntimeTexts.unknownStep(stop.operation()));
        }
        String target = order.map(DowntimeOpening.Order::source).orElseGet(() -> target(company, stop));
        LocalDate day = LocalDate.ofInstant(stop.startedAt(), company.zone());
        if (!opening.isReason(connection, company, target, stop.reason(), day)) {
            return refuse(DowntimeTexts.unknownReason(stop.reason()));
        }
        Optional<Long> machine = opening.machine(connection, company, target, stop.equipment(), day);
        if (machine.isEmpty()) {
            return refuse(DowntimeTexts.unknownEquipment(stop.equipment()));
        }
        ledger.hold(connection, machine.get());
        if (isTaken(connection, stop.id())) {
            return refuse(DowntimeTexts.idReused());
        }
        Optional<UUID> other = overlapping(connection, machine.get(), stop);
        return other.isPresent()
                ? refuse(DowntimeTexts.overlaps(other.get()))
                : Outcome.keep(
                        write(connection, caller, company, stop, new Named(target, machine.get(), order.orElse(null))));
    }

    /** Of several ERPs the one that takes stops by itself. */
    private String target(Company company, NewDowntime stop) {
        List<String> serving = sources.of(company.code());
        return serving.stream()
                .filter(source -> planner.plan(source, draft(company, stop)) instanceof Plan.Send)
                .findFirst()
                .orElse(serving.isEmpty() ? NO_ERP : serving.getFirst());
    }

    private static DowntimeOrder draft(Company company, NewDowntime stop) {
        return new DowntimeOrder(
                stop.id(),
                company.code(),
                company.zone(),
                PostingReference.next(),
                stop.equipment(),
                stop.reason(),
                stop.planned(),
                stop.startedAt(),
                stop.endedAt(),
                null,
                null,
                null,
                stop.operator(),
                stop.note(),
                null,
                0);
    }

    private static boolean isTaken(Connection connection, UUID id) {
        return DowntimeAnswers.on(connection)
                .sql("select exists (select 1 from hub.downtime where public_id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private static Optional<UUID> overlapping(Connection connection, long machine, NewDowntime stop) {
        return DowntimeAnswers.on(connection)
                .sql(OVERLAPPING)
                .params(machine, utc(stop.endedAt()), utc(stop.startedAt()))
                .query(UUID.class)
                .optional();
    }

    private DowntimeAnswer write(Connection connection, Caller caller, Company company, NewDowntime stop, Named named)
            throws SQLException {
        DowntimeOpening.Order order = named.order();
        String reference = PostingReference.next();
        UUID deliveryId = PublicIds.of(company.code(), "delivery", "hub", stop.id() + "/DOWNTIME");
        DowntimeAnswer.Done done = DowntimeAnswers.on(connection)
                .sql(INSERT)
                .param("id", stop.id())
                .param("company", company.id())
                .param("equipment", named.equipmentId())
                .param("reason", stop.reason())
                .param("planned", stop.planned())
                .param("started", utc(stop.startedAt()))
                .param("ended", utc(stop.endedAt()))
                .param("order", order == null ? null : order.id())
                .param("step", order == null ? null : order.stepId())
                .param("operator", stop.operator())
                .param("note", stop.note())
                .param("reference", reference)
                .param("by", caller.name())
                .param("at", utc(clock.instant()))
                .param("delivery", deliveryId)
                .param("target", named.target())
                .param("trace", MDC.get("traceId"))
                .query((row, number) -> new DowntimeAnswer.Done(row.getLong("downtime_id"), row.getLong("delivery_id")))
                .single();
        DowntimeOrder delivery =
                outgoing.read(connection, deliveryId, false, done.downtimeId(), named.target(), reference);
        if (planner.plan(named.target(), delivery) instanceof Plan.Hold hold) {
            DowntimeAnswers.on(connection)
                    .sql("update hub.delivery set state = 'HELD', reason_code = ?, reason_text = ? where id = ?")
                    .param(hold.code())
                    .param(hold.text())
                    .param(done.deliveryId())
                    .update();
        }
        audit.record(
                caller,
                "downtime.report",
                company.id(),
                stop.id().toString(),
                Map.of("equipment", stop.equipment(), "reason", stop.reason()));
        return done;
    }

    private static Outcome<DowntimeAnswer> refuse(DowntimeRefusal refusal) {
        return Outcome.undo(new DowntimeAnswer.Refused(refusal));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    /** As the client gave it. */
    private static UUID hash(NewDowntime stop) {
        return RequestHash.of(
                stop.id(),
                stop.company(),
                stop.equipment(),
                stop.reason(),
                stop.planned(),
                stop.startedAt(),
                stop.endedAt(),
                stop.orderNumber(),
                stop.orderId(),
                stop.operation(),
                stop.operator(),
                stop.note());
    }
}
