package io.esteira.graphql;

import io.esteira.downtime.DowntimeTexts;
import io.esteira.downtime.Downtimes;
import io.esteira.downtime.NewDowntime;
import io.esteira.outbox.Answer;
import io.esteira.outbox.ReversalRequest;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Rows within the answers are read by the engine, by their internal ids. */
@Controller
class DowntimeController {

    record ReportDowntimePayload(long downtimeId, @Nullable Long deliveryId) {}

    record ReverseDowntimePayload(long downtimeId, @Nullable Long deliveryId) {}

    record ReverseDowntimeInput(
            String id, String reason, @Nullable String idempotencyKey) {}

    record ReportDowntimeInput(
            String id,
            String idempotencyKey,
            String company,
            String equipment,
            String reason,
            boolean planned,
            Instant startedAt,
            Instant endedAt,
            @Nullable String orderNumber,
            @Nullable String orderId,
            @Nullable String operation,
            @Nullable String operator,
            @Nullable String note) {

        NewDowntime downtime(UUID downtime, @Nullable UUID order) {
            return new NewDowntime(
                    downtime,
                    idempotencyKey,
                    company,
                    equipment,
                    reason,
                    planned,
                    startedAt,
                    endedAt,
                    order == null ? orderNumber : null,
                    order,
                    operation,
                    operator,
                    note);
        }
    }

    private final Downtimes downtimes;
    private final Callers callers;

    DowntimeController(Downtimes downtimes, Callers callers) {
        this.downtimes = downtimes;
        this.callers = callers;
    }

    @MutationMapping
    Object reportDowntime(@Argument ReportDowntimeInput input) {
        return report(input, downtimes::report);
    }

    /** As {@link #reportDowntime}, decided once. */
    Object settle(ReportDowntimeInput input) {
        return report(input, downtimes::settle);
    }

    private Object report(ReportDowntimeInput input, BiFunction<Caller, NewDowntime, Answer> way) {
        return OutboxRequests.accept(
                input.id(),
                input.orderId(),
                (id, order) -> way.apply(callers.current(), input.downtime(id, order)),
                done -> new ReportDowntimePayload(done.id(), done.deliveryId()));
    }

    @MutationMapping
    Object reverseDowntime(@Argument ReverseDowntimeInput input) {
        return reverse(input, downtimes::reverse);
    }

    /** As {@link #reverseDowntime}, decided once. */
    Object settle(ReverseDowntimeInput input) {
        return reverse(input, downtimes::settle);
    }

    private Object reverse(ReverseDowntimeInput input, BiFunction<Caller, ReversalRequest, Answer> way) {
        return OutboxRequests.reverse(
                PublicId.findOwn(input.id(), "Downtime"),
                DowntimeTexts.notFound(),
                id -> way.apply(callers.current(), new ReversalRequest(id, input.idempotencyKey(), input.reason())),
                done -> new ReverseDowntimePayload(done.id(), done.deliveryId()));
    }
}
