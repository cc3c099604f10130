package io.esteira.query;

import io.esteira.platform.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * One subscriber. Rows that changed wait by id until the subscriber can take them, and are read only then: however often a
 * row changed meanwhile, it is told once, as it is. A subscriber that falls too far behind is let go with an error.
 */
final class ChangeSubscription<T> implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeSubscription.class);

    private static final int MAX_WAITING = 10_000;
    private static final int READ_AT_ONCE = 200;

    /** Subscribers of this instance that read at the same time, so that they leave connections to others. */
    private static final Semaphore READERS = new Semaphore(4);

    private final Caller caller;
    private final List<ChangeSource> sources;
    private final Function<List<Long>, Map<Long, T>> read;
    private final Subscriber<? super T> subscriber;
    private final Executor executor;
    private final Consumer<ChangeSubscription<T>> onEnd;

    private final AtomicInteger work = new AtomicInteger();
    private final LinkedHashSet<Long> waiting = new LinkedHashSet<>();
    private long demand;
    private boolean ended;

    ChangeSubscription(
            Caller caller,
            List<ChangeSource> sources,
            Function<List<Long>, Map<Long, T>> read,
            Subscriber<? super T> subscriber,
            Executor executor,
            Consumer<ChangeSubscription<T>> onEnd) {
        this.caller = caller;
        this.sources = sources;
        this.read = read;
        this.subscriber = subscriber;
        this.executor = executor;
        this.onEnd = onEnd;
    }

    boolean isOfTheSameClient(ChangeSubscription<?> other) {
        return caller.login().equals(other.caller.login());
    }

    List<ChangeSource> sources() {
        return sources;
    }

    /** Rows changed. Also called without any, to try again what failed before. */
    void offer(Collection<Long> ids) {
        synchronized (waiting) {
            if (!ended && waiting.size() <= MAX_WAITING) {
                waiting.addAll(ids);
            }
        }
        schedule();
    }

    void complete() {
        if (end()) {
            subscriber.onComplete();
        }
    }

    @Override
    public void request(long count) {
        synchronized (waiting) {
            demand = count > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + count;
        }
        schedule();
    }

    @Override
    public void cancel() {
        end();
    }

    private boolean end() {
        synchronized (waiting) {
            if (ended) {
                return false;
            }
            ended = true;
            waiting.clear();
        }
        onEnd.accept(this);
        return true;
    }

    private void schedule() {
        if (work.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    /** At most one thread is in here at a time. */
    private void drain() {
        int done = 1;
        while (done != 0) {
            tellWaiting();
            done = work.addAndGet(-done);
        }
    }

    private void tellWaiting() {
        if (isTooSlow()) {
            fail(ReadRefused.tooSlow());
            return;
        }
        List<Long> ids = take();
        while (!ids.isEmpty()) {
            try {
                Map<Long, T> rows = read(ids);
                rows.values().forEach(this::tell);
            } catch (DataAccessException e) {
                LOG.debug("Changed rows could not be read, tries again: {}", e.getMessage());
                putBack(ids);
                return;
            } catch (RuntimeException e) {
                fail(e);
                return;
            }
            ids = take();
        }
    }

    private boolean isTooSlow() {
        synchronized (waiting) {
            return waiting.size() > MAX_WAITING;
        }
    }

    private List<Long> take() {
        synchronized (waiting) {
            List<Long> ids = new ArrayList<>();
            Iterator<Long> next = waiting.iterator();
            while (next.hasNext() && ids.size() < Math.min(demand, READ_AT_ONCE)) {
                ids.add(next.next());
                next.remove();
            }
            return ids;
        }
    }

    private void putBack(List<Long> ids) {
        synchronized (waiting) {
            if (!ended) {
                waiting.addAll(ids);
            }
        }
    }

    private Map<Long, T> read(List<Long> ids) {
        READERS.acquireUninterruptibly();
        try {
            return read.apply(ids);
        } finally {
            READERS.release();
        }
    }

    private void tell(T row) {
        synchronized (waiting) {
            if (ended) {
                return;
            }
            demand = demand == Long.MAX_VALUE ? demand : demand - 1;
        }
        subscriber.onNext(row);
    }

    void fail(RuntimeException e) {
        if (end()) {
            subscriber.onError(e);
        }
    }
}
