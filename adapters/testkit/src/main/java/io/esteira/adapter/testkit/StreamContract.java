package io.esteira.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.CounterSink;
import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.adapter.Inbox;
import io.esteira.adapter.Issue;
import io.esteira.adapter.Page;
import io.esteira.adapter.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every adapter that is pushed to must keep: a reading that the source handed out is stored at least once and in
 * order, whatever is away in between, and what cannot be read holds up nothing. The subclass runs the real adapter against
 * the real protocol. Every test gets a source that nobody has listened to yet.
 */
@NullMarked
public abstract class StreamContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2026-11-16T06:00:00Z");

    private final Hub hub = new Hub();
    private @Nullable RunningStream stream;

    /** The adapter, started. Closing it stops it the way a hub that is shut down does. */
    protected interface RunningStream extends AutoCloseable {

        /** Whether it is connected and listens. */
        boolean ready();

        @Override
        void close();
    }

    /** Starts the adapter; returns whether or not the source is there. */
    protected abstract RunningStream start(CounterSink counters, Inbox inbox);

    /** Makes the source hand out a reading; it keeps it while nobody listens. */
    protected abstract void emit(CounterReading reading);

    /** Makes the source hand out something that is no reading. */
    protected abstract void emitGarbage(String text);

    /** A reading that {@link #emit} can express, equal to what the adapter makes of it. */
    protected abstract CounterReading reading(Instant at, long good, long bad);

    /** Cuts the way to the source, as a broken network does, until {@link #restoreSource}. */
    protected abstract void cutSource();

    protected abstract void restoreSource();

    @AfterEach
    void stopTheAdapter() {
        stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 11, 50})
    void whatQueuedWhileTheHubWasAwayArrivesInOrder(int queued) {
        // Given a source that knows the hub, and a hub that is away
        startAndAwait();
        stop();
        List<CounterReading> emitted = emitted(0, queued);

        // When it is back, and counting goes on
        startAndAwait();
        emitted.addAll(emitted(queued, 3));

        // Then
        awaitStored(emitted);
    }

    @Test
    void nothingIsLostWhileTheDatabaseIsDown() {
        // Given
        startAndAwait();
        hub.down = true;

        // When
        List<CounterReading> emitted = emitted(0, 30);
        await().atMost(PATIENCE).until(() -> hub.refused() >= 2);
        assertThat(hub.stored()).isEmpty();
        hub.down = false;

        // Then
        awaitStored(emitted);
    }

    @Test
    void whatWasNotStoredComesAgainAfterARestart() {
        // Given a hub that is stopped before it could store anything
        startAndAwait();
        hub.down = true;
        List<CounterReading> emitted = emitted(0, 15);
        await().atMost(PATIENCE).until(() -> hub.refused() >= 1);
        stop();

        // When
        hub.down = false;
        startAndAwait();

        // Then
        awaitStored(emitted);
    }

    @Test
    void whatWasStoredDoesNotComeAgainAfterARestart() {
        // Given
        startAndAwait();
        List<CounterReading> emitted = emitted(0, 15);
        awaitStored(emitted);
        stop();

        // When
        int before = hub.handedOver();
        startAndAwait();
        emitted.addAll(emitted(15, 1));
        awaitStored(emitted);

        // Then
        assertThat(hub.handedOver() - before).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsKeptInQuarantineAndTheRestFlows() {
        // Given
        startAndAwait();

        // When
        List<CounterReading> emitted = emitted(0, 2);
        emitGarbage("not a reading");
        emitted.addAll(emitted(2, 2));

        // Then
        awaitStored(emitted);
        await().atMost(PATIENCE).until(() -> hub.quarantined().size() == 1);
        assertThat(new String(hub.quarantined().getFirst().payload(), StandardCharsets.UTF_8))
                .isEqualTo("not a reading");
    }

    @Test
    void whatCannotBeReadIsNotLostWhileTheDatabaseIsDown() {
        // Given
        startAndAwait();
        hub.down = true;

        // When
        emitGarbage("not a reading");
        List<CounterReading> emitted = emitted(0, 2);
        await().atMost(PATIENCE).until(() -> hub.refused() >= 1);
        hub.down = false;

        // Then
        awaitStored(emitted);
        await().atMost(PATIENCE).until(() -> !hub.quarantined().isEmpty());
    }

    @Test
    void aBrokenConnectionIsMadeAgainAndLosesNothing() {
        // Given
        startAndAwait();
        List<CounterReading> emitted = emitted(0, 5);
        awaitStored(emitted);

        // When
        cutSource();
        await().atMost(PATIENCE).until(() -> !running().ready());
        emitted.addAll(emitted(5, 12));
        restoreSource();

        // Then
        awaitStored(emitted);
    }

    @Test
    void startsWithoutTheSourceAndListensOnceItIsThere() {
        // Given a source that knows the hub
        startAndAwait();
        stop();
        cutSource();

        // When
        stream = start(hub::store, hub.inbox);
        List<CounterReading> emitted = emitted(0, 3);
        assertThat(running().ready()).isFalse();
        restoreSource();

        // Then
        awaitStored(emitted);
    }

    @Test
    void stopsQuicklyWhetherTheSourceIsThereOrNot() {
        // Given
        startAndAwait();

        // When
        long connected = secondsToStop();
        cutSource();
        stream = start(hub::store, hub.inbox);
        long disconnected = secondsToStop();
        restoreSource();

        // Then
        assertThat(connected).isLessThan(4);
        assertThat(disconnected).isLessThan(4);
    }

    private long secondsToStop() {
        long before = System.nanoTime();
        stop();
        return Duration.ofNanos(System.nanoTime() - before).toSeconds();
    }

    private void startAndAwait() {
        RunningStream started = start(hub::store, hub.inbox);
        stream = started;
        await().atMost(PATIENCE).until(started::ready);
    }

    private RunningStream running() {
        if (stream == null) {
            throw new IllegalStateException("the adapter has not been started");
        }
        return stream;
    }

    private void stop() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    private List<CounterReading> emitted(int from, int count) {
        List<CounterReading> readings = new ArrayList<>(IntStream.range(from, from + count)
                .mapToObj(n -> reading(START.plusSeconds(n), n, n / 10))
                .toList());
        readings.forEach(this::emit);
        return readings;
    }

    private void awaitStored(List<CounterReading> emitted) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(hub.stored().stream().distinct()).containsExactlyElementsOf(emitted));
    }

    /** Stores in memory; while it is down, it throws as a hub does whose database is away. */
    private static final class Hub {

        private final List<CounterReading> stored = new ArrayList<>();
        private final List<SourceRecord> quarantined = new ArrayList<>();
        private volatile boolean down;
        private int refused;

        private final Inbox inbox = new Inbox() {
            @Override
            public Receipt receive(Page page) {
                throw new UnsupportedOperationException("a stream of readings hands over no pages");
            }

            @Override
            public void quarantine(SourceRecord record, Issue issue) {
                keep(record);
            }
        };

        synchronized void store(List<CounterReading> readings) {
            refuseWhileDown();
            stored.addAll(readings);
        }

        synchronized void keep(SourceRecord record) {
            refuseWhileDown();
            quarantined.add(record);
        }

        private void refuseWhileDown() {
            if (down) {
                refused++;
                throw new IllegalStateException("the database is down");
            }
        }

        synchronized List<CounterReading> stored() {
            return List.copyOf(stored);
        }

        synchronized List<SourceRecord> quarantined() {
            return List.copyOf(quarantined);
        }

        synchronized int refused() {
            return refused;
        }

        synchronized int handedOver() {
            return stored.size();
        }
    }
}
