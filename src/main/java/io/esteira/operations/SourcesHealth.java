package io.esteira.operations;

import io.esteira.inbox.SyncProgress;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** A source that is away leaves the hub degraded, not down: what is known is still served, postings still wait their turn. */
@Component("sources")
final class SourcesHealth extends AbstractHealthIndicator {

    private static final String DEGRADED = "DEGRADED";

    private final SyncProgress progress;

    SourcesHealth(SyncProgress progress) {
        this.progress = progress;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Map<String, String> failing = progress.failing();
        if (failing.isEmpty()) {
            health.up();
        } else {
            health.status(DEGRADED).withDetails(failing);
        }
    }
}
