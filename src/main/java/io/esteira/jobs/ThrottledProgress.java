package io.esteira.jobs;

import io.esteira.platform.ChangeSignals;
import java.time.Duration;

/** Reaches the database a few times a second at most. */
final class ThrottledProgress implements Work.Progress {

    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    private final long job;
    private final JobStore store;
    private final ChangeSignals signals;
    private long next = System.nanoTime();

    ThrottledProgress(long job, JobStore store, ChangeSignals signals) {
        this.job = job;
        this.store = store;
        this.signals = signals;
    }

    @Override
    public void report(long done, long total) {
        if (Thread.currentThread().isInterrupted()) {
            throw new JobStopped();
        }
        if (System.nanoTime() - next < 0) {
            return;
        }
        if (!store.progress(job, done, total)) {
            throw new JobStopped();
        }
        next = System.nanoTime() + PAUSE;
        signals.changed();
    }
}
