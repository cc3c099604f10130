package io.esteira.production;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Scrap;
import io.esteira.outbox.Answer;
import io.esteira.outbox.DeliveryPlanner;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Jdbc;
import io.esteira.platform.SqlFile;
import io.esteira.platform.Traces;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes all rows of an accepted posting, and the totals that it moves, in one round trip. */
@Component
class AcceptedRows {

    private static final String ACCEPT = SqlFile.read(AcceptedRows.class, "posting-accept.sql");
    private static final String ACCEPT_AND_RECOMPUTE = ACCEPT + ";" + PostingTotals.TOTALS_OF_ONE;

    private final DeliveryPlanner planner;
    private final Audit audit;
    private final Traces traces;
    private final Clock clock;

    AcceptedRows(DeliveryPlanner planner, Audit audit, Traces traces, Clock clock) {
        this.planner = planner;
        this.audit = audit;
        this.traces = traces;
        this.clock = clock;
    }

    /** What was accepted, of whom, and where it belongs. */
    record Accepted(
            Caller caller,
            Company company,
            NewPosting posting,
            PostingOrder order,
            PostingOrder.Step step,
            DeliveryOrder delivery) {}

    /** Null, with nothing written, where the id of the posting or its reference was taken. */
    Answer.@Nullable Done insert(Connection connection, Accepted accepted) throws SQLException {
        PostingOrder order = accepted.order();
        boolean lastStep = order.steps().getLast().equals(accepted.step());
        boolean completes =
                order.mayComplete(accepted.step(), accepted.posting().completes());
        List<@Nullable Object> values = new ArrayList<>(posting(accepted));
        values.addAll(scrap(connection, accepted.posting().scrap()));
        values.addAll(deliveries(connection, accepted));
        values.addAll(List.of(lastStep, lastStep));
        if (completes) {
            values.addAll(List.of(order.id(), order.id()));
        }
        String sql = completes ? ACCEPT_AND_RECOMPUTE : ACCEPT;
        try (PreparedStatement statement = Jdbc.prepare(connection, sql, values.toArray())) {
            statement.execute();
            ResultSet row = statement.getResultSet();
            return row.next() ? new Answer.Done(row.getLong(1), order.id(), row.getLong(2)) : null;
        }
    }

    private List<@Nullable Object> posting(Accepted accepted) {
        NewPosting posting = accepted.posting();
        DeliveryOrder delivery = accepted.delivery();
        return Arrays.asList(
                posting.id(),
                accepted.company().id(),
                accepted.order().id(),
                accepted.step().id(),
                delivery.postedOn(),
                utc(posting.startedAt()),
                utc(posting.endedAt()),
                delivery.good(),
                delivery.scrap(),
                delivery.rework(),
                posting.completes(),
                posting.operator(),
                posting.equipment(),
                posting.note(),
                delivery.reference(),
                accepted.caller().name(),
                utc(clock.instant()));
    }

    private static List<Array> scrap(Connection connection, List<Scrap> scrap) throws SQLException {
        return List.of(
                array(connection, "text", scrap, Scrap::reason), array(connection, "numeric", scrap, Scrap::quantity));
    }

    private List<@Nullable Object> deliveries(Connection connection, Accepted accepted) throws SQLException {
        DeliveryOrder delivery = accepted.delivery();
        DeliveryPlanner.Plan plan = planner.plan(accepted.order().source(), delivery);
        DeliveryPlanner.Plan.@Nullable Hold hold = plan instanceof DeliveryPlanner.Plan.Hold held ? held : null;
        List<PostingStep> steps = PostingStep.of(
                delivery, accepted.posting(), plan instanceof DeliveryPlanner.Plan.Send send && send.lossesApart());
        Audit.Entry entry = audit.entry(accepted.caller(), detail(accepted));
        return Arrays.asList(
                accepted.order().source(),
                hold == null ? "PENDING" : "HELD",
                hold == null ? null : hold.code(),
                hold == null ? null : hold.text(),
                entry.traceId(),
                traces.here(),
                array(connection, "uuid", steps, PostingStep::id),
                array(connection, "text", steps, PostingStep::reference),
                array(connection, "text", steps, PostingStep::lossReason),
                entry.actor(),
                entry.detail(),
                entry.remoteAddress(),
                entry.traceId());
    }

    private static Map<String, Object> detail(Accepted accepted) {
        DeliveryOrder delivery = accepted.delivery();
        return Map.of(
                "order", accepted.order().number(),
                "sequence", accepted.step().sequence(),
                "good", delivery.good(),
                "scrap", delivery.scrap(),
                "rework", delivery.rework());
    }

    private static <T> Array array(Connection connection, String type, List<T> of, Function<T, @Nullable Object> value)
            throws SQLException {
        return connection.createArrayOf(type, of.stream().map(value).toArray());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
