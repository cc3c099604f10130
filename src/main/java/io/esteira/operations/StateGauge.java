package io.esteira.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** A gauge of several things, which come and go. Whoever asks for it costs no reading: ages are told as of then. */
final class StateGauge {

    private final MultiGauge gauge;
    private volatile Map<Tags, DoubleSupplier> values = Map.of();

    StateGauge(String name, @Nullable String unit, String description, MeterRegistry registry) {
        gauge = MultiGauge.builder(name).baseUnit(unit).description(description).register(registry);
    }

    /** Those that are told of from now on. */
    void show(Map<Tags, DoubleSupplier> now) {
        values = Map.copyOf(now);
        gauge.register(now.keySet().stream()
                .map(tags -> Row.of(tags, () -> value(tags)))
                .toList());
    }

    private double value(Tags tags) {
        DoubleSupplier value = values.get(tags);
        return value == null ? Double.NaN : value.getAsDouble();
    }
}
