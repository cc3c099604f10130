package io.esteira.delivery;

import io.esteira.adapter.delivery.Carrier;
import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOutcome;
import io.esteira.adapter.delivery.DeliveryTarget;
import io.esteira.adapter.delivery.DowntimeOrder;
import io.esteira.adapter.delivery.ReadBack;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An ERP without idempotency that does what a test has scripted, and keeps a ledger of what it has really executed. Like the
 * real ones it does not say as which row. */
final class FakeErp implements DeliveryTarget {

    /** An executed posting, or a pending one. */
    record Row(
            String key,
            String reference,
            DeliveryOrder order,
            @Nullable String place) {}

    /** What the ERP does with the next call; without a script it executes and answers. */
    interface Act extends Function<DeliveryOrder, DeliveryOutcome> {}

    private final AtomicInteger keys = new AtomicInteger();
    private final Deque<Act> script = new ConcurrentLinkedDeque<>();
    final List<Row> ledger = new CopyOnWriteArrayList<>();
    final List<Row> pending = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile Set<String> companies = Set.of();
    volatile Capability reversals = new Capability.Sends();
    /** Why it takes no posting; null when it takes them. */
    @Nullable
    volatile Capability held;
    /** Scrap goes through a service of its own. */
    volatile boolean lossesApart;

    /** Where it shows what it executes, and where it looks; rows of another place are not seen. */
    @Nullable
    volatile String foundIn;

    volatile boolean away;
    volatile Duration longestCall = Duration.ZERO;
    /** It may keep as pending what it refuses. */
    volatile boolean keepsRefused;
    /** The hub's user may look at what is pending. */
    volatile boolean showsPending = true;
    /** Rows carry no reference, as pending ones never do: what is alike in order, operation, quantity and times is the same to it. */
    volatile boolean anonymous;

    /** What it does with stops of machines. */
    final FakeStops stops = new FakeStops();

    @Override
    public Carrier<DowntimeOrder> downtimes() {
        return stops;
    }

    @Override
    public String source() {
        return "protheus";
    }

    @Override
    public Set<String> companies() {
        return companies;
    }

    @Override
    public Capability capability(DeliveryOrder order) {
        if (order.kind() == DeliveryOrder.Kind.REVERSAL) {
            return reversals;
        }
        Capability inTheWay = held;
        return inTheWay == null ? new Capability.Sends(lossesApart) : inTheWay;
    }

    @Override
    public Optional<String> keyOf(DeliveryOrder order, String typed) {
        return typed.equals("?") ? Optional.empty() : Optional.of(order.loss() == null ? typed : "SBC/" + typed);
    }

    @Override
    public String shownRequest(DeliveryOrder order) {
        return "POST good " + order.good().toPlainString();
    }

    @Override
    public @Nullable String foundIn(DeliveryOrder order) {
        return foundIn;
    }

    @Override
    public Duration longestCall() {
        return longestCall;
    }

    @Override
    public boolean mayKeepRefused() {
        return keepsRefused;
    }

    @Override
    public DeliveryOutcome send(DeliveryOrder order, Deadline deadline) {
        calls.add("send " + order.reference());
        Act act = script.poll();
        return act == null ? execute(order) : act.apply(order);
    }

    @Override
    public ReadBack readBack(DeliveryOrder order) {
        calls.add("read " + order.reference());
        if (away) {
            return new ReadBack.Unavailable("away");
        }
        List<String> found = keysOf(
                ledger,
                row -> Objects.equals(row.place(), foundIn)
                        && (anonymous
                                ? alike(row.order(), order)
                                : row.reference().equals(order.reference())));
        List<String> waiting = keysOf(
                pending,
                row -> showsPending && order.kind() == DeliveryOrder.Kind.POSTING && alike(row.order(), order));
        if (found.isEmpty() && waiting.isEmpty()) {
            return new ReadBack.Absent(showsPending);
        }
        if (anonymous || found.isEmpty()) {
            return new ReadBack.Alike(found, waiting, showsPending);
        }
        return found.size() == 1 ? new ReadBack.Found(found.getFirst()) : new ReadBack.Several(found);
    }

    FakeErp then(Act act) {
        script.add(act);
        return this;
    }

    DeliveryOutcome execute(DeliveryOrder order) {
        Row row = new Row("R" + keys.incrementAndGet(), order.reference(), order, foundIn);
        ledger.add(row);
        return new DeliveryOutcome.Delivered(null, "201");
    }

    /** It commits, and the answer is lost. */
    DeliveryOutcome executeAndCut(DeliveryOrder order) {
        execute(order);
        return new DeliveryOutcome.Uncertain("connection reset");
    }

    DeliveryOutcome keepPending(DeliveryOrder order) {
        Row row = new Row("T" + keys.incrementAndGet(), order.reference(), order, foundIn);
        pending.add(row);
        return new DeliveryOutcome.PendingInErp(row.key(), "200 pending");
    }

    /** It answers as it answers a posting that it made. */
    DeliveryOutcome keepPendingDoubtfully(DeliveryOrder order) {
        keepPending(order);
        return new DeliveryOutcome.PendingInErp(null, "200 OpClose false");
    }

    DeliveryOutcome keepPendingAndRefuse(DeliveryOrder order) {
        keepPending(order);
        return refuse(order);
    }

    /** A person finishes the oldest pending posting. */
    void finishPending() {
        execute(pending.removeFirst().order());
    }

    private static boolean alike(DeliveryOrder one, DeliveryOrder other) {
        return one.orderKey().equals(other.orderKey())
                && Objects.equals(one.operation(), other.operation())
                && one.good().compareTo(other.good()) == 0
                && Objects.equals(one.loss(), other.loss())
                && Objects.equals(one.startedAt(), other.startedAt());
    }

    /** It answers a posting that it made as it answers one that it keeps as pending. */
    DeliveryOutcome executeDoubtfully(DeliveryOrder order) {
        execute(order);
        return new DeliveryOutcome.PendingInErp("D MG 01 P-1", "200 OpClose false");
    }

    static DeliveryOutcome cut(DeliveryOrder order) {
        return new DeliveryOutcome.Uncertain("read timed out for " + order.reference());
    }

    static DeliveryOutcome refuse(DeliveryOrder order) {
        return new DeliveryOutcome.Rejected("A680OPER", "operador inexistente " + order.operator());
    }

    static DeliveryOutcome away(DeliveryOrder order) {
        return new DeliveryOutcome.NotExecuted("connection refused for " + order.reference(), null);
    }

    private static List<String> keysOf(List<Row> rows, Predicate<Row> fits) {
        return rows.stream().filter(fits).map(Row::key).toList();
    }
}
