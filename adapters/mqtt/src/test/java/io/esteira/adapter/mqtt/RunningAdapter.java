package io.esteira.adapter.mqtt;

import io.esteira.adapter.CounterSink;
import io.esteira.adapter.Inbox;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The adapter as the hub runs it: auto-configured, with the hub's beans replaced by the test's. */
final class RunningAdapter implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    RunningAdapter(Map<String, Object> settings, CounterSink counters, Inbox inbox) {
        Map<String, Object> properties = new HashMap<>();
        settings.forEach((name, value) -> properties.put("esteira.adapters.mqtt." + name, value));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.registerBean(CounterSink.class, () -> counters);
        context.registerBean(Inbox.class, () -> inbox);
        context.registerBean(Clock.class, () -> Clock.systemUTC());
        context.register(IntegrationAutoConfiguration.class, MqttAutoConfiguration.class);
        context.refresh();
    }

    static Map<String, Object> settings(int port, String clientId) {
        return Map.of(
                "enabled", "true",
                "url", "tcp://127.0.0.1:" + port,
                "client-id", clientId,
                "retry-after", "50ms",
                "retry-at-most", "400ms",
                "topics[0].filter", clientId + "/cell/+/telemetry",
                "topics[0].company", "MATRIZ");
    }

    boolean subscribed() {
        return context.getBean(MqttStatus.class).now().subscribed();
    }

    Health health() {
        Health health = context.getBean(HealthIndicator.class).health();
        if (health == null) {
            throw new IllegalStateException("the indicator says nothing");
        }
        return health;
    }

    @Override
    public void close() {
        context.close();
    }
}
