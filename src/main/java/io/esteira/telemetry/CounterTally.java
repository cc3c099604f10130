package io.esteira.telemetry;

import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.telemetry.CounterSequence.Reading;
import io.esteira.telemetry.CounterSequence.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a batch of readings adds up to, before it is written. For one thread and one transaction. */
final class CounterTally {

    /**
     * A machine and where it stands.
     *
     * @param name by its newest reading, as is the status
     */
    record Machine(long id, CounterSequence sequence, String name, String status) {}

    /** A reading to be kept. */
    record Row(long equipmentId, Reading reading, Step step) {}

    /** A product on a machine. */
    record Product(EquipmentKey equipment, long equipmentId, String code) {}

    /**
     * What is added to the count of a product on a machine.
     *
     * @param firstAt stamp of the first reading in the batch
     * @param lastAt stamp of the last one that changed the count
     */
    record Added(Product product, long good, long bad, Instant firstAt, Instant lastAt) {

        Added plus(Step step, Instant at) {
            boolean counts = step.goodDelta() != 0 || step.badDelta() != 0;
            return new Added(product, good + step.goodDelta(), bad + step.badDelta(), firstAt, counts ? at : lastAt);
        }
    }

    private final Map<EquipmentKey, Machine> stands;
    private final Map<EquipmentKey, Machine> moved = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<Product, Added> added = new LinkedHashMap<>();

    /** @param stands where each machine of the batch stands */
    CounterTally(Map<EquipmentKey, Machine> stands) {
        this.stands = Map.copyOf(stands);
    }

    void count(EquipmentKey key, CounterReading given) {
        Machine machine = moved.getOrDefault(key, stands.get(key));
        if (machine == null) {
            throw new IllegalStateException(key + " is not there although it has just been added");
        }
        // PostgreSQL keeps microseconds: a finer stamp would look newer than itself once it has been stored.
        Instant at = given.at().truncatedTo(ChronoUnit.MICROS);
        var reading = new Reading(given.product(), at, given.good(), given.bad());
        Step step = machine.sequence().next(reading);
        rows.add(new Row(machine.id(), reading, step));
        if (step.advances()) {
            moved.put(key, new Machine(machine.id(), step.after(), given.equipmentName(), given.status()));
            var product = new Product(key, machine.id(), given.product());
            added.put(
                    product,
                    added.getOrDefault(product, new Added(product, 0, 0, at, at))
                            .plus(step, at));
        }
    }

    /** The machines that have a newer reading now. */
    Collection<Machine> moved() {
        return moved.values();
    }

    List<Row> rows() {
        return rows;
    }

    Collection<Added> added() {
        return added.values();
    }
}
