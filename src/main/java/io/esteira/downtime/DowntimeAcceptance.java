package io.esteira.downtime;

import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.outbox.Answer;
import io.esteira.outbox.DeliveryPlanner;
import io.esteira.outbox.DeliveryPlanner.Plan;
import io.esteira.outbox.DeliveryReference;
import io.esteira.outbox.KeyedRequests;
import io.esteira.outbox.KeyedRequests.Way;
import io.esteira.outbox.OutboxTransactions;
import io.esteira.outbox.OutboxTransactions.Outcome;
import io.esteira.outbox.RequestKey;
import io.esteira.outbox.RequestRules;
import io.esteira.outbox.RequestTexts;
import io.esteira.outbox.SubjectKind;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Jdbc;
import io.esteira.platform.PublicIds;
import io.esteira.platform.Refusal;
import io.esteira.platform.SqlFile;
import io.esteira.platform.Traces;
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

    private static final String OPERATION = "reportDowntime";

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

    private final KeyedRequests requests;
    private final DowntimeOpening opening;
    private final DowntimeLedger ledger;
    private final OutgoingDowntimes outgoing;
    private final DeliveryPlanner planner;
    private final DowntimeSources sources;
    private final Audit audit;
    private final Traces traces;
    private final Clock clock;

    DowntimeAcceptance(
            OutboxTransactions transactions,
            DowntimeOpening opening,
            DowntimeLedger ledger,
            OutgoingDowntimes outgoing,
            DeliveryPlanner planner,
            DowntimeSources sources,
            Audit audit,
            Traces traces,
            Clock clock) {
        this.requests = new KeyedRequests(SubjectKind.DOWNTIME, transactions);
        this.opening = opening;
        this.ledger = ledger;
        this.outgoing = outgoing;
        this.planner = planner;
        this.sources = sources;
        this.audit = audit;
        this.traces = traces;
        this.clock = clock;
    }

    /** What a stop names, as the hub knows it. */
    private record Named(String target, long equipmentId, DowntimeOpening.@Nullable Order order) {}

    Answer accept(Caller caller, Company company, NewDowntime stop, Way way) {
        RequestKey key = key(caller, stop);
        return way.of(
                requests,
                key,
                RequestRules.check(stop.id(), key).or(() -> check(stop)),
                connection -> requests.claim(connection, key, stop.id())
                        ? Optional.of(decide(connection, caller, company, stop))
                        : Optional.empty());
    }

    private Optional<Refusal> check(NewDowntime stop) {
        if (stop.reason().isBlank()) {
            return Optional.of(DowntimeTexts.unknownReason(stop.reason()));
        }
        Instant latest = clock.instant().plus(RequestRules.CLOCK_ERROR);
        Instant earliest = RequestRules.EARLIEST.atStartOfDay(ZoneOffset.UTC).toInstant();
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

    private Outcome<Answer> decide(Connection connection, Caller caller, Company company, NewDowntime stop)
            throws SQLException {
        Optional<DowntimeOpening.Order> order =
                stop.namesOrder() ? opening.order(connection, company, stop) : Optional.empty();
        if (stop.namesOrder() && order.isEmpty()) {
            return refuse(RequestTexts.orderNotFound(stop.orderId() != null ? "orderId" : "orderNumber"));
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
        if (requests.isTaken(connection, stop.id())) {
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
                DeliveryReference.next(),
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

    private static Optional<UUID> overlapping(Connection connection, long machine, NewDowntime stop) {
        return Jdbc.on(connection)
                .sql(OVERLAPPING)
                .params(machine, utc(stop.endedAt()), utc(stop.startedAt()))
                .query(UUID.class)
                .optional();
    }

    private Answer write(Connection connection, Caller caller, Company company, NewDowntime stop, Named named)
            throws SQLException {
        DowntimeOpening.Order order = named.order();
        String reference = DeliveryReference.next();
        UUID deliveryId = PublicIds.of(company.code(), "delivery", "hub", stop.id() + "/DOWNTIME");
        Answer.Done done = Jdbc.on(connection)
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
                .param("traceparent", traces.here())
                .query((row, number) -> new Answer.Done(
                        row.getLong("downtime_id"), row.getObject("order_id", Long.class), row.getLong("delivery_id")))
                .single();
        DowntimeOrder delivery = outgoing.read(connection, deliveryId, false, done.id(), named.target(), reference);
        if (planner.plan(named.target(), delivery) instanceof Plan.Hold hold) {
            Jdbc.on(connection)
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

    private static Outcome<Answer> refuse(Refusal refusal) {
        return Outcome.undo(new Answer.Refused(refusal));
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static RequestKey key(Caller caller, NewDowntime stop) {
        return RequestKey.of(
                caller,
                OPERATION,
                stop.idempotencyKey(),
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
