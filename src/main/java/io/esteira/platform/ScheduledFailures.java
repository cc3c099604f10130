package io.esteira.platform;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.ErrorHandler;

/** Tells what went wrong with scheduled work, which is tried again at its next time: in one line a minute while the hub's database is away. */
final class ScheduledFailures implements ErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(ScheduledFailures.class);
    private static final long MINUTE = 60_000_000_000L;

    private final AtomicLong tellsAgain = new AtomicLong(System.nanoTime());

    @Override
    public void handleError(Throwable failure) {
        if (!DatabaseAway.caused(failure)) {
            log.error("Scheduled work failed", failure);
            return;
        }
        long now = System.nanoTime();
        long from = tellsAgain.get();
        if (now - from >= 0 && tellsAgain.compareAndSet(from, now + MINUTE)) {
            log.warn(
                    "Scheduled work rests, since the hub's database is away: {}",
                    NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        }
    }
}
