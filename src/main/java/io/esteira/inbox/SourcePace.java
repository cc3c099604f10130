package io.esteira.inbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Has requests to a source wait for each other where its budget says how many it bears a minute; over all instances. */
@Component
class SourcePace {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final JdbcClient jdbc;
    private final RouteBoard board;

    SourcePace(JdbcClient jdbc, RouteBoard board) {
        this.jdbc = jdbc;
        this.board = board;
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
        // By the time that passes: the clock on the wall may be set meanwhile.
        long until = System.nanoTime() + reserve(stream).toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            if (ends.getAsBoolean()) {
                throw new CancellationException("waits for its turn");
            }
            sleep(Math.min(left, LOOK_EVERY.toNanos()));
        }
    }

    /**
     * Takes the next turn, by the database's clock, which all instances share. What is planned further off than any queue is long was
     * planned by a clock that ran ahead.
     *
     * @return how far off it is
     */
    Duration reserve(Stream stream) {
        return jdbc.sql("""
                        update hub.source_state
                           set next_request_at =
                                 case when next_request_at between now() and now() + interval '1 hour' then next_request_at else now() end
                                 + make_interval(secs => 60.0 / requests_per_minute)
                         where company_id = ? and source = ? and requests_per_minute is not null
                        returning greatest(0, extract(epoch from next_request_at - clock_timestamp()) - 60.0 / requests_per_minute)
                        """)
                .params(stream.company().id(), stream.source())
                .query(BigDecimal.class)
                .optional()
                .map(seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue()))
                .orElse(Duration.ZERO);
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
