package io.esteira.graphql;

import io.esteira.platform.Caller;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Lets each client ask so many times in a second, and after a rest so many times at once: a bucket of tokens for each, filled steadily,
 * in this instance's memory. Safe for use by several threads.
 */
@Component
final class RateLimit {

    /** Beyond so many clients, those that rest are forgotten: their buckets are full. */
    private static final int REMEMBERED = 10_000;

    /** By client, when its bucket will be full again, in nanoseconds of the clock. */
    private final Map<Caller.Login, AtomicLong> fullAt = new ConcurrentHashMap<>();

    private final int perSecond;
    private final long nanosPerToken;
    private final long nanosPerBucket;
    private final LongSupplier clock;

    @Autowired
    RateLimit(ReadProperties limits) {
        this(limits.requestsPerSecond(), limits.requestBurst(), System::nanoTime);
    }

    /** @param clock nanoseconds since whenever; never goes back */
    RateLimit(int perSecond, int burst, LongSupplier clock) {
        this.perSecond = perSecond;
        this.nanosPerToken = perSecond == 0 ? 0 : Duration.ofSeconds(1).toNanos() / perSecond;
        this.nanosPerBucket = nanosPerToken * Math.max(1, burst);
        long start = clock.getAsLong();
        this.clock = () -> clock.getAsLong() - start;
    }

    /** What to tell a client that asks too often. */
    Problem problem() {
        return Problem.limit(
                "RATE_LIMIT", "You ask too often: at most " + perSecond + " requests a second.", perSecond);
    }

    /** Takes a token: zero when there was one, else how long until there is. */
    Duration take(Caller caller) {
        if (perSecond == 0) {
            return Duration.ZERO;
        }
        long now = clock.getAsLong();
        if (fullAt.size() > REMEMBERED) {
            fullAt.values().removeIf(full -> full.get() <= now);
        }
        AtomicLong full = fullAt.computeIfAbsent(caller.login(), login -> new AtomicLong(now));
        while (true) {
            long before = full.get();
            long after = Math.max(before, now) + nanosPerToken;
            if (after - now > nanosPerBucket) {
                return Duration.ofNanos(after - now - nanosPerBucket);
            }
            if (full.compareAndSet(before, after)) {
                return Duration.ZERO;
            }
        }
    }
}
