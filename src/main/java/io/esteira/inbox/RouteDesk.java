package io.esteira.inbox;

import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people may ask of routes. It is kept in the database, survives restarts, and holds at each instance when its routes look next, which
 * they do twice a second; a run that is under way goes on to its end. Each act is audited.
 */
@Component
public class RouteDesk {

    public static final List<Role> MAY_STEER = List.of(Role.IT);

    /** Sources have no older rows, and know no dates without end: one that they refuse would fail each run from then on. */
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private static final Duration SHORTEST_CADENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_CADENCE = Duration.ofDays(7);

    /** Closed list of why a route is not steered. */
    public enum Code {
        FORBIDDEN,
        ROUTE_NOT_FOUND,
        NOT_READ,
        PAUSED,
        UNDER_MAINTENANCE,
        INVALID_TIME,
        INVALID_DATE,
        INVALID_CADENCE
    }

    /** What became of a wish. */
    public sealed interface Answer {

        /** @param routeId internal id of the route */
        record Done(long routeId) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    private record Route(long id, short companyId, boolean pushed, boolean paused, boolean maintained) {}

    private final JdbcClient jdbc;
    private final RouteBoard board;
    private final Companies companies;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RouteDesk(
            JdbcClient jdbc,
            RouteBoard board,
            Companies companies,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.board = board;
        this.companies = companies;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param until null: until it is resumed */
    public Answer pause(Caller caller, UUID route, @Nullable Instant until) {
        if (until != null && !until.isAfter(clock.instant())) {
            return new Answer.Refused(RouteTexts.pastPause());
        }
        return steer(caller, route, found -> {
            jdbc.sql(
                            "update hub.stream_state set rests_until = coalesce(cast(:until as timestamptz), 'infinity') where stream_id = :stream")
                    .param("until", until == null ? null : Timestamp.from(until), Types.TIMESTAMP)
                    .param("stream", found.id())
                    .update();
            return done(caller, found, route, "route.pause", Map.of("until", until == null ? "" : until.toString()));
        });
    }

    /** Lets it run again, by its cadence. One that is not paused stays as it is. */
    public Answer resume(Caller caller, UUID route) {
        return steer(caller, route, found -> {
            jdbc.sql("update hub.stream_state set rests_until = null where stream_id = ?")
                    .param(found.id())
                    .update();
            return done(caller, found, route, "route.resume", Map.of());
        });
    }

    /**
     * Has it run now, or next where it runs already.
     *
     * @param everything whether it reads all anew, from the beginning
     */
    public Answer run(Caller caller, UUID route, boolean everything) {
        return steer(
                caller,
                route,
                found -> awake(found, () -> {
                    jdbc.sql(
                                    "update hub.stream_state set asked = true, snapshot_asked = snapshot_asked or ? where stream_id = ?")
                            .params(everything, found.id())
                            .update();
                    return done(caller, found, route, "route.run", Map.of("everything", everything));
                }));
    }

    /**
     * Has what is of this day or later read again, now. Where its source cannot be read from a day on, all is read anew. What is known
     * already and has not changed changes nothing.
     */
    public Answer backfill(Caller caller, UUID route, LocalDate from) {
        return steer(
                caller,
                route,
                found -> awake(found, () -> {
                    LocalDate today = LocalDate.now(
                            clock.withZone(companies.get(found.companyId()).zone()));
                    if (from.isAfter(today) || from.isBefore(EARLIEST)) {
                        return new Answer.Refused(RouteTexts.day());
                    }
                    jdbc.sql("""
                            update hub.stream_state set asked = true, rewind_to = least(rewind_to, ?) where stream_id = ?
                            """).params(from, found.id()).update();
                    return done(caller, found, route, "route.backfill", Map.of("from", from.toString()));
                }));
    }

    /** @param cadence how long after the start of one run the next one starts; null as configured */
    public Answer setCadence(Caller caller, UUID route, @Nullable Duration cadence) {
        if (cadence != null && (cadence.compareTo(SHORTEST_CADENCE) < 0 || cadence.compareTo(LONGEST_CADENCE) > 0)) {
            return new Answer.Refused(RouteTexts.cadence());
        }
        return steer(caller, route, found -> {
            Long seconds = cadence == null ? null : cadence.toSeconds();
            jdbc.sql("""
                            update hub.stream_state
                               set own_cadence = make_interval(secs => :seconds), asked = asked or rests_until is null
                             where stream_id = :stream
                            """)
                    .param("seconds", seconds, Types.BIGINT)
                    .param("stream", found.id())
                    .update();
            return done(
                    caller,
                    found,
                    route,
                    "route.cadence",
                    Map.of("seconds", seconds == null ? "" : seconds.toString()));
        });
    }

    /** Of an id that is none of a route's. */
    public static Refusal notFound() {
        return RouteTexts.notFound();
    }

    private Answer steer(Caller caller, UUID publicId, Function<Route, Answer> act) {
        if (!caller.hasAny(MAY_STEER)) {
            return new Answer.Refused(RouteTexts.forbidden());
        }
        Answer answer = Objects.requireNonNull(transaction.execute(status -> find(publicId)
                .filter(route -> caller.sees(route.companyId()))
                .map(route -> route.pushed() ? new Answer.Refused(RouteTexts.notRead()) : act.apply(route))
                .orElseGet(() -> new Answer.Refused(notFound()))));
        board.forget();
        return answer;
    }

    private static Answer awake(Route route, Supplier<Answer> act) {
        if (route.paused()) {
            return new Answer.Refused(RouteTexts.paused());
        }
        return route.maintained() ? new Answer.Refused(RouteTexts.underMaintenance()) : act.get();
    }

    private Answer done(Caller caller, Route route, UUID publicId, String action, Map<String, ?> detail) {
        audit.record(caller, action, route.companyId(), publicId.toString(), detail);
        return new Answer.Done(route.id());
    }

    private Optional<Route> find(UUID publicId) {
        return jdbc.sql("""
                        select r.id, r.company_id, r.state = 'PUSHED' as pushed, coalesce(t.rests_until > now(), false) as paused,
                               r.maintenance_until is not null as maintained
                          from hub.route r left join hub.stream_state t on t.stream_id = r.id where r.public_id = ?
                        """)
                .param(publicId)
                .query((row, n) -> new Route(
                        row.getLong("id"),
                        row.getShort("company_id"),
                        row.getBoolean("pushed"),
                        row.getBoolean("paused"),
                        row.getBoolean("maintained")))
                .optional();
    }
}
