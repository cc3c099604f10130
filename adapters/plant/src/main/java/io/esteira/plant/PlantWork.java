package io.esteira.plant;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plant at work: one event in one of the ERPs at each tick, and pieces in the cells in between. Thread-safe. */
final class PlantWork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlantWork.class);
    private static final int PIECES_PER_EVENT = 4;

    private final PlantDatabase database;
    private final PlantState state;
    private final CswWork csw;
    private final CswTrade trade;
    private final ProtheusWork protheus;
    private final Cells cells;
    private final Consumer<Cells.Cell> telemetry;
    private final OrderPush push;
    private final long seed;
    private final Duration pace;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("plant-work").factory());
    private @Nullable ScheduledFuture<?> running;

    PlantWork(
            PlantDatabase database,
            PlantState state,
            CswWork csw,
            CswTrade trade,
            ProtheusWork protheus,
            Cells cells,
            Consumer<Cells.Cell> telemetry,
            OrderPush push,
            long seed,
            Duration pace) {
        this.database = database;
        this.state = state;
        this.csw = csw;
        this.trade = trade;
        this.protheus = protheus;
        this.cells = cells;
        this.telemetry = telemetry;
        this.push = push;
        this.seed = seed;
        this.pace = pace;
    }

    synchronized void start() {
        if (running == null) {
            long nanos = Math.max(1, pace.toNanos() / PIECES_PER_EVENT);
            running = clockwork.scheduleWithFixedDelay(this::tickQuietly, nanos, nanos, TimeUnit.NANOSECONDS);
        }
    }

    synchronized void stop() {
        if (running != null) {
            boolean unused = running.cancel(false);
            running = null;
        }
    }

    synchronized boolean isRunning() {
        return running != null;
    }

    private void tickQuietly() {
        try {
            work(true);
        } catch (RuntimeException e) {
            LOG.warn("the plant could not work: {}", e.getMessage());
        }
    }

    /** One event in one ERP, CSW and Protheus by turns, and a piece in one cell, in one transaction. */
    void tick() {
        work(false);
    }

    private synchronized void work(boolean onTheClock) {
        Cells.Cell cell = database.inTransaction(() -> {
            long turn = state.next(PlantState.TICK);
            Dice dice = Dice.of(seed, "tick", turn);
            long event = onTheClock ? turn / PIECES_PER_EVENT : turn;
            if (!onTheClock || turn % PIECES_PER_EVENT == 0) {
                erp(event, dice);
            }
            return cells.work((int) (turn % ProtheusCatalog.CELLS) + 1, dice);
        });
        push.tell();
        telemetry.accept(cell);
    }

    /** A cell makes a piece while the ERPs rest. */
    synchronized void piece(int number) {
        telemetry.accept(
                database.inTransaction(() -> cells.work(number, Dice.of(seed, "piece", state.next(PlantState.TICK)))));
    }

    private void erp(long event, Dice dice) {
        if (event % 2 == 0) {
            csw.step(dice);
            trade.step(Dice.of(seed, "csw.trade", event));
        } else {
            protheus.step(dice);
        }
    }

    @Override
    public void close() {
        stop();
        clockwork.shutdown();
        try {
            if (!clockwork.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("the plant was still working when it closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
