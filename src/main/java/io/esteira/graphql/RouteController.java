package io.esteira.graphql;

import io.esteira.inbox.RouteDesk;
import io.esteira.platform.Callers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

@Controller
class RouteController {

    private static final String TYPE = "Route";

    /** The route is read by the engine, by its internal id. */
    record SteerRoutePayload(long routeId) {}

    private final RouteDesk desk;
    private final Callers callers;

    RouteController(RouteDesk desk, Callers callers) {
        this.desk = desk;
        this.callers = callers;
    }

    @MutationMapping
    Object pauseRoute(@Argument String id, @Argument @Nullable Instant until) {
        return steer(id, route -> desk.pause(callers.current(), route, until));
    }

    @MutationMapping
    Object resumeRoute(@Argument String id) {
        return steer(id, route -> desk.resume(callers.current(), route));
    }

    @MutationMapping
    Object runRoute(@Argument String id, @Argument boolean everything) {
        return steer(id, route -> desk.run(callers.current(), route, everything));
    }

    @MutationMapping
    Object backfillRoute(@Argument String id, @Argument LocalDate from) {
        return steer(id, route -> desk.backfill(callers.current(), route, from));
    }

    @MutationMapping
    Object setRouteCadence(@Argument String id, @Argument @Nullable Integer seconds) {
        Duration cadence = seconds == null ? null : Duration.ofSeconds(seconds);
        return steer(id, route -> desk.setCadence(callers.current(), route, cadence));
    }

    private static Object steer(String id, Function<UUID, RouteDesk.Answer> act) {
        return PublicId.find(id, TYPE).map(route -> answer(act.apply(route))).orElseGet(RouteDesk::notFound);
    }

    private static Object answer(RouteDesk.Answer answer) {
        return switch (answer) {
            case RouteDesk.Answer.Done done -> new SteerRoutePayload(done.routeId());
            case RouteDesk.Answer.Refused refused -> refused.refusal();
        };
    }
}
