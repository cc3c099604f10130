package io.esteira.telemetry;

import static java.util.stream.Collectors.toCollection;

import io.esteira.adapter.CounterSink;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
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

    HubCounters(
            CounterStore store, Companies companies, PlatformTransactionManager transactions, ChangeSignals signals) {
        this.store = store;
        this.companies = companies;
        this.transaction = new TransactionTemplate(transactions);
        this.signals = signals;
    }

    @Override
    public void accept(List<CounterReading> readings) {
        if (readings.isEmpty()) {
            return;
        }
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
