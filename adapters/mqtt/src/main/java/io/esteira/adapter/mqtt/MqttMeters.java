package io.esteira.adapter.mqtt;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** How the connection to the broker fares, as figures. */
final class MqttMeters implements MeterBinder {

    private final MqttStatus status;
    private final Clock clock;

    MqttMeters(MqttStatus status, Clock clock) {
        this.status = status;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("esteira.mqtt.subscribed", status, of -> of.now().subscribed() ? 1 : 0)
                .description("1 while messages can come in")
                .register(registry);
        Gauge.builder("esteira.mqtt.storing", status, of -> of.now().storingFailed() == null ? 1 : 0)
                .description("0 while the last messages could not be stored")
                .register(registry);
        FunctionCounter.builder(
                        "esteira.mqtt.connections", status, of -> of.now().connections())
                .description("How often the broker was connected to")
                .register(registry);
        TimeGauge.builder("esteira.mqtt.silence", status, TimeUnit.MILLISECONDS, this::silence)
                .description("Since the last message; none before the first")
                .register(registry);
    }

    private double silence(MqttStatus of) {
        Instant last = of.now().lastMessageAt();
        return last == null
                ? Double.NaN
                : Duration.between(last, clock.instant()).toMillis();
    }
}
