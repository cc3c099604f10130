package io.esteira.inbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where all streams stand, as looked up a moment ago: routes look often whether they are due, and what a person asks of them at another
 * instance holds here within that moment. Safe for use by several threads.
 */
@Component
class RouteBoard {

    private static final long MOMENT_NANOS = 400_000_000;

    private final SyncRuns runs;
    private Map<Short, SyncRuns.State> states = Map.of();
    private @Nullable RuntimeException failure;
    private boolean current;
    private long readAt;

    RouteBoard(SyncRuns runs) {
        this.runs = runs;
    }

    /**
     * Null for a stream that is newer than that.
     *
     * @throws RuntimeException when the database was away a moment ago: one look waits for it, not one of each route after the other
     */
    synchronized SyncRuns.@Nullable State of(Stream stream) {
        if (!current || System.nanoTime() - readAt > MOMENT_NANOS) {
            read();
        }
        if (failure != null) {
            throw failure;
        }
        return states.get(stream.id());
    }

    private void read() {
        try {
            states = runs.states();
            failure = null;
        } catch (RuntimeException e) {
            failure = e;
        }
        current = true;
        readAt = System.nanoTime();
    }

    /** What it knows is not so any more. */
    synchronized void forget() {
        current = false;
    }
}
