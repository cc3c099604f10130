package io.esteira.telemetry;

import static java.util.stream.Collectors.toCollection;

import io.esteira.adapter.CounterSink;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
import io.esteira.platform.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts in one transaction per batch; machines of the batch are locked meanwhile, so that replicas count one after another. */
@Component
class HubCounters implements CounterSink {

    private final CounterStore store;
    private final Companies companies;
    private final TransactionTemplate transaction;
    private final ChangeSignals signals;
    private final MeterProvider<Counter> stored;
    private final Timer batches;
    private final Traces traces;

    HubCounters(
            CounterStore store,
            Companies companies,
            PlatformTransactionManager transactions,
            ChangeSignals signals,
            MeterRegistry registry,
            Traces traces) {
        this.store = store;
        this.companies = companies;
        this.transaction = new TransactionTemplate(transactions);
        this.signals = signals;
        this.traces = traces;
        this.stored = Counter.builder("esteira.telemetry.readings")
                .description("Readings of machines that were stored")
                .baseUnit("readings")
                .withRegistry(registry);
        this.batches = Timer.builder("esteira.telemetry.batch")
                .description("Storing the readings of a batch, and what they add to counts")
                .register(registry);
    }

    @Override
    public void accept(List<CounterReading> readings) {
        if (readings.isEmpty()) {
            return;
        }
        traces.work("count readings").run(() -> batches.record(() -> store(readings)));
        readings.forEach(reading -> stored.withTags("source", reading.source(), "company", reading.company())
                .increment());
    }

    private void store(List<CounterReading> readings) {
        Set<EquipmentKey> keys = readings.stream()
                .map(reading -> EquipmentKey.of(reading, companies))
                .collect(toCollection(LinkedHashSet::new));
        // Outside the transaction: a new machine is locked only together with the others, in their common order.
        store.ensure(keys);
        boolean changed = Boolean.TRUE.equals(transaction.execute(status -> count(keys, readings)));
        if (changed) {
            signals.changed();
        }
    }

    private boolean count(Set<EquipmentKey> keys, List<CounterReading> readings) {
        var tally = new CounterTally(store.lock(keys));
        readings.forEach(reading -> tally.count(EquipmentKey.of(reading, companies), reading));
        store.write(tally.rows());
        store.update(tally.moved());
        return store.add(tally.added()) > 0;
    }
}
