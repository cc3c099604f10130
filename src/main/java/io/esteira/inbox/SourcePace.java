package io.esteira.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has requests to a source wait for each other where its budget says how many it bears a minute; over all instances. */
@Component
class SourcePace {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final JdbcClient jdbc;
    private final RouteBoard board;
    private final Clock clock;

    SourcePace(JdbcClient jdbc, RouteBoard board, Clock clock) {
        this.jdbc = jdbc;
        this.board = board;
        this.clock = clock;
    }

    /**
     * Returns once the next request may be made.
     *
     * @throws CancellationException when it ends meanwhile
     */
    void await(Stream stream, BooleanSupplier ends) {
        SyncRuns.State state = board.of(stream);
        if (state == null || state.budget().requestsPerMinute() == null) {
            return;
        }
        Instant turn = next(stream);
        Duration wait = Duration.between(clock.instant(), turn);
        // By the time that passes: the clock on the wall may be set meanwhile.
        long until = System.nanoTime() + (wait.compareTo(LONGEST) > 0 ? LONGEST : wait).toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            if (ends.getAsBoolean()) {
                throw new CancellationException("waits for its turn");
            }
            sleep(Math.min(left, LOOK_EVERY.toNanos()));
        }
    }

    private Instant next(Stream stream) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update hub.source_state
                           set next_request_at =
                                 least(greatest(coalesce(next_request_at, :now), :now), cast(:now as timestamptz) + interval '1 minute')
                                 + make_interval(secs => 60.0 / requests_per_minute)
                         where company_id = :company and source = :source and requests_per_minute is not null
                        returning next_request_at - make_interval(secs => 60.0 / requests_per_minute)
                        """)
                .param("now", Timestamp.from(now))
                .param("company", stream.company().id())
                .param("source", stream.source())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant)
                .orElse(now);
    }

    private static void sleep(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
