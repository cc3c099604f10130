package io.esteira.query;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long the database takes to answer, by what is read. Safe for use by several threads. */
final class ReadMeters {

    private final MeterProvider<Timer> reads;

    /** Found without making tags: reads are as quick as little else. */
    private final Map<String, Timer> answered = new ConcurrentHashMap<>();

    ReadMeters(MeterRegistry registry) {
        reads = Timer.builder("esteira.read")
                .description("Statements of reads, from asking for a connection to the answer")
                .serviceLevelObjectives(
                        Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(5))
                .withRegistry(registry);
    }

    void answered(Entity entity, long nanos) {
        answered.computeIfAbsent(entity.type(), type -> timer(type, "answered")).record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(Entity entity, boolean cancelled, long nanos) {
        timer(entity.type(), cancelled ? "timeout" : "failed").record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String entity, String outcome) {
        return reads.withTags("entity", entity, "outcome", outcome);
    }
}
