package io.esteira.graphql;

import io.esteira.inbox.SourceDesk;
import io.esteira.platform.Callers;
import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class SourceController {

    private static final String WINDOW = "MaintenanceWindow";

    /** The source is read by the engine, by its internal id. */
    record SteerSourcePayload(long sourceId) {}

    /** The window is read by the engine, by its internal id. */
    record MaintenancePayload(long windowId) {}

    private final SourceDesk desk;
    private final Callers callers;

    SourceController(SourceDesk desk, Callers callers) {
        this.desk = desk;
        this.callers = callers;
    }

    @MutationMapping
    Object setSourceBudget(
            @Argument String company,
            @Argument String source,
            @Argument @Nullable Integer runsAtOnce,
            @Argument @Nullable Integer requestsPerMinute) {
        return answer(
                desk.setBudget(callers.current(), company, source, runsAtOnce, requestsPerMinute),
                SteerSourcePayload::new);
    }

    @MutationMapping
    Object addMaintenance(
            @Argument String company,
            @Argument @Nullable String source,
            @Argument @Nullable Instant from,
            @Argument Instant until,
            @Argument String reason) {
        return answer(
                desk.addMaintenance(callers.current(), company, source, from, until, reason), MaintenancePayload::new);
    }

    @MutationMapping
    Object endMaintenance(@Argument String id) {
        return PublicId.find(id, WINDOW)
                .map(window -> answer(desk.endMaintenance(callers.current(), window), MaintenancePayload::new))
                .orElseGet(SourceDesk::windowNotFound);
    }

    private static Object answer(SourceDesk.Answer answer, LongFunction<Object> payload) {
        return switch (answer) {
            case SourceDesk.Answer.Done done -> payload.apply(done.id());
            case SourceDesk.Answer.Refused refused -> refused.refusal();
        };
    }
}
