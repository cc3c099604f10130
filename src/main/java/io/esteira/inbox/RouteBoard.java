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
    private boolean current;
    private long readAt;

    RouteBoard(SyncRuns runs) {
        this.runs = runs;
    }

    /** Null for a stream that is newer than that. */
    synchronized SyncRuns.@Nullable State of(Stream stream) {
        long now = System.nanoTime();
        if (!current || now - readAt > MOMENT_NANOS) {
            states = runs.states();
            readAt = now;
            current = true;
        }
        return states.get(stream.id());
    }

    /** What it knows is not so any more. */
    synchronized void forget() {
        current = false;
    }
}
