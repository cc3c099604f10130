package io.esteira.delivery;

import io.esteira.adapter.delivery.Carrier;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.delivery.ReadBack;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The part of the scripted ERP that takes stops, without idempotency. */
final class FakeStops implements Carrier<DowntimeOrder> {

    /** An executed report, or a reversal. */
    record Row(String key, DowntimeOrder stop) {}

    /** What it does with the next call; without a script it executes and answers. */
    interface Act extends Function<DowntimeOrder, DeliveryOutcome> {}

    private final AtomicInteger keys = new AtomicInteger();
    private final Deque<Act> script = new ConcurrentLinkedDeque<>();
    final List<Row> reports = new CopyOnWriteArrayList<>();
    final List<Row> reversals = new CopyOnWriteArrayList<>();
    volatile Capability capability = new Capability.Sends();
    volatile Capability reversing = new Capability.Sends();
    /** Rows carry no reference: machine and times are all that is told. */
    volatile boolean anonymous;

    @Override
    public Capability capability(DowntimeOrder stop) {
        return stop.reverses() == null ? capability : reversing;
    }

    @Override
    public DeliveryOutcome send(DowntimeOrder stop, Deadline deadline) {
        Act act = script.poll();
        return act == null ? execute(stop) : act.apply(stop);
    }

    @Override
    public ReadBack readBack(DowntimeOrder stop) {
        List<Row> rows = stop.reverses() == null ? reports : reversals;
        List<String> found = rows.stream()
                .filter(row -> anonymous
                        ? row.stop().equipment().equals(stop.equipment())
                                && row.stop().startedAt().equals(stop.startedAt())
                        : row.stop().reference().equals(stop.reference()))
                .map(Row::key)
                .toList();
        if (found.isEmpty()) {
            return new ReadBack.Absent();
        }
        if (anonymous) {
            return new ReadBack.Alike(found, List.of());
        }
        return found.size() == 1 ? new ReadBack.Found(found.getFirst()) : new ReadBack.Several(found);
    }

    FakeStops then(Act act) {
        script.add(act);
        return this;
    }

    DeliveryOutcome execute(DowntimeOrder stop) {
        (stop.reverses() == null ? reports : reversals).add(new Row("S" + keys.incrementAndGet(), stop));
        return new DeliveryOutcome.Delivered(null, "200");
    }

    DeliveryOutcome executeAndCut(DowntimeOrder stop) {
        execute(stop);
        return new DeliveryOutcome.Uncertain("connection reset");
    }

    static DeliveryOutcome cut(DowntimeOrder stop) {
        return new DeliveryOutcome.Uncertain("read timed out for " + stop.reference());
    }

    static DeliveryOutcome refuse(DowntimeOrder stop) {
        return new DeliveryOutcome.Rejected("A682RECUR", "recurso inexistente " + stop.equipment());
    }

    static DeliveryOutcome block(DowntimeOrder stop) {
        return new DeliveryOutcome.Blocked("not published for " + stop.reference(), Duration.ofMinutes(10));
    }

    /** It says that it has had the message, and executes nothing. */
    static DeliveryOutcome know(DowntimeOrder stop) {
        return new DeliveryOutcome.Known("code 3 for " + stop.reference());
    }
}
