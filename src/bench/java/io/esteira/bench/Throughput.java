package io.esteira.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How often something can be done by several threads at once. */
final class Throughput {

    /** What each thread repeats. Each thread gets one of its own. */
    @FunctionalInterface
    interface Work {
        void once() throws Exception;
    }

    @FunctionalInterface
    interface Worker {
        Work start(int thread) throws Exception;
    }

    private Throughput() {}

    /** Times per second. */
    static double measure(int threads, Duration time, Worker worker) throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            long start = System.nanoTime();
            long end = start + time.toNanos();
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                counts.add(pool.submit(() -> repeat(worker.start(thread), end)));
            }
            long total = 0;
            for (Future<Long> count : counts) {
                total += count.get();
            }
            return total * 1e9 / (System.nanoTime() - start);
        }
    }

    private static long repeat(Work work, long end) throws Exception {
        long done = 0;
        while (System.nanoTime() < end) {
            work.once();
            done++;
        }
        if (work instanceof AutoCloseable closeable) {
            closeable.close();
        }
        return done;
    }
}
