package io.esteira.inbox;

import java.time.Duration;
import java.util.function.Supplier;

/** Adds up how long work of one kind takes. Of one thread. */
final class Stopwatch {

    private long nanos;

    <T> T time(Supplier<T> work) {
        long from = System.nanoTime();
        try {
            return work.get();
        } finally {
            nanos += System.nanoTime() - from;
        }
    }

    void time(Runnable work) {
        Object unused = time(() -> {
            work.run();
            return work;
        });
    }

    Duration taken() {
        return Duration.ofNanos(nanos);
    }

    long millis() {
        return taken().toMillis();
    }
}
