package io.esteira.operations;

import io.esteira.inbox.SyncProgress;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** A source that is away leaves the hub degraded, not down: what is known is still served, postings still wait their turn. */
@Component("sources")
final class SourcesHealth implements HealthIndicator {

    private static final String DEGRADED = "DEGRADED";

    private final SyncProgress progress;

    SourcesHealth(SyncProgress progress) {
        this.progress = progress;
    }

    @Override
    public Health health() {
        Map<String, String> failing = progress.failing();
        return failing.isEmpty()
                ? Health.up().build()
                : Health.status(DEGRADED).withDetails(failing).build();
    }
}
