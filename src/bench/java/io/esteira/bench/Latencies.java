package io.esteira.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long something took, several times. */
public final class Latencies {

    private final List<Duration> all = new ArrayList<>();

    public void add(Duration latency) {
        all.add(latency);
    }

    /** @param percent 100 for the longest */
    public Duration percentile(int percent) {
        List<Duration> sorted = all.stream().sorted().toList();
        return sorted.get(Math.max(0, Math.ceilDiv(percent * sorted.size(), 100) - 1));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %d ms, p95 %d ms, max %d ms (%d times)",
                percentile(50).toMillis(),
                percentile(95).toMillis(),
                percentile(100).toMillis(),
                all.size());
    }
}
