package io.esteira.adapter.mqtt;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while subscribed and storing. A machine park at rest sends nothing, so the age of the last message does not decide. */
final class MqttHealthIndicator implements HealthIndicator {

    /** The hub serves what it knows while no machine is heard. */
    private static final String DEGRADED = "DEGRADED";

    private final MqttProperties properties;
    private final MqttStatus status;
    private final Clock clock;

    MqttHealthIndicator(MqttProperties properties, MqttStatus status, Clock clock) {
        this.properties = properties;
        this.status = status;
        this.clock = clock;
    }

    @Override
    public Health health() {
        MqttStatus.Snapshot now = status.now();
        Health.Builder health = (now.healthy() ? Health.up() : Health.status(DEGRADED))
                .withDetail("broker", properties.broker())
                .withDetail("clientId", properties.clientId())
                .withDetail("subscribed", now.subscribed())
                .withDetail("since", now.since())
                .withDetail("connections", now.connections());
        if (now.lastMessageAt() != null) {
            Duration age = Duration.between(now.lastMessageAt(), clock.instant());
            health.withDetail("lastMessageAgeSeconds", age.toSeconds());
        }
        if (now.lastFailure() != null) {
            health.withDetail("lastFailure", now.lastFailure());
        }
        if (now.storingFailed() != null) {
            health.withDetail("storingFailed", now.storingFailed());
        }
        if (now.sessionLostAt() != null) {
            health.withDetail("sessionLostAt", now.sessionLostAt());
        }
        return health.build();
    }
}
