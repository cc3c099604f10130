package io.esteira.adapter.csw;

import io.esteira.adapter.SourceUnavailable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the hub from taking CSW away from its own users. Rows wait for their turn; a query beyond the hour's number fails and is
 * tried again by the next run. Safe for several threads, which share it.
 */
final class CswBudget {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    /** Shorter pauses are not worth a change of threads. */
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final int rowsPerSecond;
    private final int queriesPerHour;
    private final Ticks ticks;
    private final Deque<Long> queries = new ArrayDeque<>();
    private long nextRow;

    /** @param rowsPerSecond 0 for no bound, as is {@code queriesPerHour} */
    CswBudget(int rowsPerSecond, int queriesPerHour) {
        this(rowsPerSecond, queriesPerHour, Ticks.OF_THE_SYSTEM);
    }

    CswBudget(int rowsPerSecond, int queriesPerHour, Ticks ticks) {
        this.rowsPerSecond = rowsPerSecond;
        this.queriesPerHour = queriesPerHour;
        this.ticks = ticks;
        this.nextRow = ticks.now();
    }

    /**
     * Before a query.
     *
     * @throws SourceUnavailable when the hour's number is used up
     */
    void query() {
        if (queriesPerHour == 0) {
            return;
        }
        synchronized (queries) {
            long now = ticks.now();
            while (!queries.isEmpty() && now - queries.getFirst() >= HOUR) {
                queries.removeFirst();
            }
            if (queries.size() >= queriesPerHour) {
                long minutes = 1 + TimeUnit.NANOSECONDS.toMinutes(HOUR - (now - queries.getFirst()));
                throw new SourceUnavailable("the budget of " + queriesPerHour
                        + " queries per hour is used up (queries-per-hour); the next one is free in " + minutes
                        + " min");
            }
            queries.addLast(now);
        }
    }

    /** Before a row; waits until it is its turn. */
    void row() {
        if (rowsPerSecond == 0) {
            return;
        }
        long pause;
        synchronized (queries) {
            long now = ticks.now();
            nextRow = Math.max(nextRow, now - SHORTEST_PAUSE) + SECOND / rowsPerSecond;
            pause = nextRow - now;
        }
        if (pause >= SHORTEST_PAUSE) {
            ticks.pause(pause);
        }
    }

    /** Time as this JVM measures it, in nanoseconds. */
    interface Ticks {

        Ticks OF_THE_SYSTEM = new Ticks() {
            @Override
            public long now() {
                return System.nanoTime();
            }

            @Override
            public void pause(long nanos) {
                try {
                    TimeUnit.NANOSECONDS.sleep(nanos);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new SourceUnavailable("interrupted while waiting for the budget of rows", e);
                }
            }
        };

        long now();

        void pause(long nanos);
    }
}
