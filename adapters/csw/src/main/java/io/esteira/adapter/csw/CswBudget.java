package io.esteira.adapter.csw;

import io.esteira.adapter.SourceUnavailable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the hub from taking CSW away from its own users. Rows are paid for once they are read: the next query waits until they have
 * had their time, so that nobody holds a connection while waiting. Safe for several threads, which share it.
 */
final class CswBudget implements AutoCloseable {

    /** How a query comes to its turn. */
    enum Turn {
        /** The first of a run waits for rows; beyond the hour's number it fails, and the hub tries the run again. */
        FIRST,
        /** One that goes on with a run waits for both, up to an hour: to fail here would begin the run anew, for ever. */
        NEXT,
        /** A short question of somebody who waits for the answer fails beyond the hour's number and waits for nothing. */
        QUESTION
    }

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final int rowsPerSecond;
    private final int queriesPerHour;
    private final Ticks ticks;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** When the queries of the last hour began, and when those that wait will begin. */
    private final Deque<Long> queries = new ArrayDeque<>();

    private long paidUntil;

    /** @param rowsPerSecond 0 for no bound, as is {@code queriesPerHour} */
    CswBudget(int rowsPerSecond, int queriesPerHour) {
        this(rowsPerSecond, queriesPerHour, Ticks.OF_THE_SYSTEM);
    }

    CswBudget(int rowsPerSecond, int queriesPerHour, Ticks ticks) {
        this.rowsPerSecond = rowsPerSecond;
        this.queriesPerHour = queriesPerHour;
        this.ticks = ticks;
        this.paidUntil = ticks.now();
    }

    /**
     * Before a query, and before a connection is taken for it.
     *
     * @throws SourceUnavailable when the hour's number is used up and the query does not wait, or when the hub stops
     */
    void query(Turn turn) {
        long pause = pause(turn);
        if (pause <= 0) {
            return;
        }
        try {
            if (ticks.await(closed, pause)) {
                throw new SourceUnavailable("the hub stops while a query waits for its turn");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable("interrupted while a query waits for its turn", e);
        }
    }

    private synchronized long pause(Turn turn) {
        long now = ticks.now();
        long forQuery = queriesPerHour == 0 ? 0 : pauseForQuery(turn, now);
        return turn == Turn.QUESTION ? 0 : Math.max(forQuery, paidUntil - now);
    }

    private long pauseForQuery(Turn turn, long now) {
        while (!queries.isEmpty() && now - queries.getFirst() >= HOUR) {
            queries.removeFirst();
        }
        if (queries.size() < queriesPerHour) {
            queries.addLast(now);
            return 0;
        }
        long free = queries.getFirst() + HOUR;
        if (turn != Turn.NEXT) {
            throw new SourceUnavailable("the budget of " + queriesPerHour
                    + " queries per hour is used up (queries-per-hour); the next one is free in "
                    + (1 + TimeUnit.NANOSECONDS.toMinutes(free - now)) + " min");
        }
        queries.removeFirst();
        queries.addLast(free);
        return free - now;
    }

    /** After so many rows were read. */
    synchronized void rows(int read) {
        if (rowsPerSecond > 0) {
            paidUntil = Math.max(paidUntil, ticks.now()) + read * SECOND / rowsPerSecond;
        }
    }

    /** Whoever waits gives up. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** Time as this JVM measures it, in nanoseconds. */
    interface Ticks {

        Ticks OF_THE_SYSTEM = new Ticks() {
            @Override
            public long now() {
                return System.nanoTime();
            }

            @Override
            public boolean await(CountDownLatch end, long nanos) throws InterruptedException {
                return end.await(nanos, TimeUnit.NANOSECONDS);
            }
        };

        long now();

        /** @return whether the end came before the time was over */
        boolean await(CountDownLatch end, long nanos) throws InterruptedException;
    }
}
