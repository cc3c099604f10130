package io.esteira.telemetry;

import io.esteira.telemetry.CounterSequence.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Makes pieces, shows its counters, and knows what it has really made since its first reading: the oracle that totals are
 * held against. A restart is seen, that is, read out before the counters have overtaken where they were.
 */
final class SimulatedMachine {

    /** Pieces really made of a product. */
    record Made(long good, long bad) {

        Made plus(long moreGood, long moreBad) {
            return new Made(good + moreGood, bad + moreBad);
        }
    }

    private final RandomGenerator random;
    private final List<Reading> readings = new ArrayList<>();
    private final Map<String, Made> made = new TreeMap<>();
    private String product = "P0";
    private Instant at = Instant.parse("2026-11-16T06:00:00Z");
    private long good;
    private long bad;

    SimulatedMachine(RandomGenerator random, int steps) {
        this.random = random;
        good = random.nextInt(50);
        show();
        made.put(product, new Made(0, 0));
        for (int step = 0; step < steps; step++) {
            work();
        }
    }

    /** What it showed, in order. */
    List<Reading> readings() {
        return readings;
    }

    /** What it has made since the first reading, per product. */
    Map<String, Made> made() {
        return made;
    }

    /** The readings as a careless network delivers them: some again, at once or much later. */
    List<Reading> deliveredCarelessly() {
        List<Reading> delivered = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            delivered.add(readings.get(i));
            while (random.nextInt(3) == 0) {
                delivered.add(readings.get(random.nextInt(i + 1)));
            }
        }
        return delivered;
    }

    private void work() {
        long before = good + bad;
        switch (random.nextInt(10)) {
            case 0 -> {
                product = another();
                good = 0;
                bad = 0;
                make(random.nextInt(5), 0);
            }
            case 1 -> {
                good = 0;
                bad = 0;
                make(before == 0 ? 0 : random.nextLong(before), 0);
            }
            default -> make(random.nextInt(5), random.nextInt(3) == 0 ? 1 : 0);
        }
        show();
    }

    private String another() {
        String next = "P" + random.nextInt(4);
        return next.equals(product) ? "P4" : next;
    }

    private void make(long moreGood, long moreBad) {
        good += moreGood;
        bad += moreBad;
        made.merge(product, new Made(moreGood, moreBad), (old, more) -> old.plus(more.good(), more.bad()));
    }

    private void show() {
        at = at.plusMillis(1 + random.nextInt(5_000));
        readings.add(new Reading(product, at, good, bad));
    }
}
