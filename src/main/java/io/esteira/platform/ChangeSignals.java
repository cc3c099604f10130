package io.esteira.platform;

import java.util.List;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tells all who wait for changes of a commit. What one of them throws is logged and goes no further: the change stands, and
 * whoever made it must not take it for failed. Thread-safe.
 */
public final class ChangeSignals {

    private static final Logger log = LoggerFactory.getLogger(ChangeSignals.class);

    private final SingletonSupplier<List<ChangeSignal>> signals;

    /** @param signals asked for with the first commit, since those who wait may know those who commit */
    public ChangeSignals(Iterable<ChangeSignal> signals) {
        this.signals = SingletonSupplier.of(
                () -> StreamSupport.stream(signals.spliterator(), false).toList());
    }

    /** To be called after the commit, outside of what is tried again. Never throws. */
    public void changed() {
        signals.obtain().forEach(ChangeSignals::tell);
    }

    private static void tell(ChangeSignal signal) {
        try {
            signal.changed();
        } catch (RuntimeException e) {
            log.error("{} failed on a change that has been committed", signal, e);
        }
    }
}
