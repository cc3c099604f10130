package io.esteira.reconciliation;

import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.inbox.PolledReaders;
import io.esteira.platform.DatabaseAway;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes comparisons on, one at a time at each instance, on a thread of its own. One whose instance dies is begun anew by another one, within
 * a minute or so.
 */
@Component
@ConditionalOnWebApplication
class ReconciliationWorker implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ReconciliationWorker.class);

    /** What is under way, and by whom. */
    private record Work(Claimed claimed, Thread thread) {}

    private final ReconciliationStore store;
    private final RouteComparison comparison;
    private final PolledReaders readers;
    private final AtomicReference<@Nullable Work> work = new AtomicReference<>();
    private volatile boolean stopping;

    ReconciliationWorker(ReconciliationStore store, RouteComparison comparison, PolledReaders readers) {
        this.store = store;
        this.comparison = comparison;
        this.readers = readers;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void look() {
        if (stopping || work.get() != null) {
            return;
        }
        Optional<Claimed> next = store.claim(readers.streams());
        next.ifPresent(claimed -> {
            Thread thread = Thread.ofVirtual().name("reconciliation").unstarted(() -> run(claimed));
            work.set(new Work(claimed, thread));
            thread.start();
        });
    }

    /** At a fixed rate, which has a thread of its own: a living instance must not look dead. */
    @Scheduled(fixedRateString = "PT10S")
    void keepLease() {
        Work current = work.get();
        if (current != null) {
            try {
                store.renew(current.claimed());
            } catch (Lost e) {
                current.thread().interrupt();
            }
        }
        store.expire();
    }

    private void run(Claimed claimed) {
        try {
            SourceReader reader = readers.find(claimed.stream()).orElseThrow();
            comparison.run(claimed, reader);
        } catch (NotCompared e) {
            store.end(claimed, e);
        } catch (SourceUnavailable e) {
            away(claimed, e);
        } catch (Lost e) {
            log.info("{}", e.getMessage());
        } catch (InterruptedException e) {
            store.leave(claimed);
        } catch (CancellationException e) {
            // It waited for its turn at the source when the hub stopped; what it leaves is written without being
            // interrupted again.
            boolean unused = Thread.interrupted();
            store.leave(claimed);
        } catch (RuntimeException e) {
            fail(claimed, e);
        } finally {
            work.set(null);
        }
    }

    private void away(Claimed claimed, SourceUnavailable failure) {
        if (stopping) {
            store.leave(claimed);
        } else {
            String why = failure.getMessage();
            end(claimed, "The source is away: " + why, "A origem está fora do ar: " + why);
        }
    }

    private void fail(Claimed claimed, RuntimeException failure) {
        if (stopping) {
            store.leave(claimed);
        } else if (DatabaseAway.caused(failure)) {
            log.warn("reconciliation {} is begun anew once the hub's database is back", claimed.id());
        } else {
            log.error("reconciliation {} failed", claimed.id(), failure);
            end(
                    claimed,
                    "Something went wrong in the hub: its log says what.",
                    "Algo deu errado no hub: o log diz o quê.");
        }
    }

    private void end(Claimed claimed, String message, String messagePt) {
        store.end(claimed, NotCompared.thisTime(message, messagePt));
    }

    @Override
    public void destroy() {
        stopping = true;
        Work current = work.get();
        if (current != null) {
            current.thread().interrupt();
        }
    }
}
