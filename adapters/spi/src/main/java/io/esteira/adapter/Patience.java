package io.esteira.adapter;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Bounds what keeps to no time-out of its own, as some drivers and libraries do. */
public final class Patience {

    private Patience() {}

    /**
     * Asks on a thread of its own, which is interrupted and left behind when there is no answer in time. It is one of the platform's: left
     * behind in what cannot be interrupted, a virtual one would keep its carrier.
     */
    public static <T> T ask(Duration limit, Callable<T> question)
            throws InterruptedException, ExecutionException, TimeoutException {
        FutureTask<T> task = new FutureTask<>(question);
        Thread unused = Thread.ofPlatform().daemon().name("patience").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            boolean unused2 = task.cancel(true);
        }
    }
}
