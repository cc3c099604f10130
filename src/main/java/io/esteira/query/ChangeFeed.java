package io.esteira.query;

import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells subscribers of committed changes. Each instance of the hub listens on one connection of its own; a signal makes all
 * instances look into the change log at once, and a look every few seconds makes up for lost ones. Thread-safe.
 */
public final class ChangeFeed implements ChangeSignal, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration HELD_BACK = Duration.ofMillis(50);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** At the same time, on this instance. */
    private static final int MAX_OF_A_CLIENT = 100;

    private final DataSource own;
    private final ChangeLog log;
    private final Notifier notifier;
    private final Set<ChangeSubscription<?>> subscriptions = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("changes-", 0).factory());
    private volatile boolean running;
    private @Nullable Thread listener;

    /**
     * @param pool for reading
     * @param own opens the connections that are kept: one to listen, one to notify; not pooled
     */
    public ChangeFeed(DataSource pool, DataSource own) {
        this.own = own;
        this.log = new ChangeLog(pool);
        this.notifier = new Notifier(own);
    }

    /** Called after a commit that changed something; returns at once. Signals of a short while become one. */
    @Override
    public void changed() {
        notifier.changed();
    }

    /**
     * Rows as they are after each change, for one subscriber at a time.
     *
     * @param caller who subscribes; no client has more than a hundred at once
     * @param read reads rows by internal id; what is not to be told is left out
     */
    <T> Publisher<T> publisher(Caller caller, List<ChangeSource> sources, Function<List<Long>, Map<Long, T>> read) {
        return subscriber -> subscribe(
                new ChangeSubscription<>(caller, sources, read, subscriber, threads, subscriptions::remove),
                subscriber);
    }

    private void subscribe(ChangeSubscription<?> subscription, Subscriber<?> subscriber) {
        subscriptions.add(subscription);
        subscriber.onSubscribe(subscription);
        if (subscriptions.stream().filter(subscription::isOfTheSameClient).count() > MAX_OF_A_CLIENT) {
            subscription.fail(ReadRefused.tooManySubscriptions(MAX_OF_A_CLIENT));
            return;
        }
        try {
            log.startIfIdle();
        } catch (RuntimeException e) {
            subscription.fail(e);
        }
    }

    /** What is computed for a subscriber. */
    public interface Watch<T> {

        /**
         * Called by one thread at a time.
         *
         * @param again to be run where it is to look again though nothing changes; by any thread
         * @return what is to be told; null where nothing is another than before
         */
        @Nullable
        T look(Runnable again);
    }

    /**
     * What is computed from rows of several entities, for one subscriber at a time: looked at once at the beginning and after each change.
     *
     * @param caller who subscribes; no client has more than a hundred at once
     * @param entities whose changes count
     * @param of SQL that is one row with {@code id} for each of {@code {changed}} that counts
     */
    public <T> Publisher<T> watch(Caller caller, List<String> entities, String of, long id, Watch<T> watch) {
        List<ChangeSource> sources = entities.stream()
                .map(entity -> new ChangeSource("", entity, of))
                .toList();
        return subscriber -> {
            AtomicReference<@Nullable ChangeSubscription<T>> own = new AtomicReference<>();
            Runnable again = () -> Objects.requireNonNull(own.get()).offer(List.of(id));
            ChangeSubscription<T> subscription = new ChangeSubscription<>(
                    caller, sources, ids -> told(id, watch.look(again)), subscriber, threads, subscriptions::remove);
            own.set(subscription);
            subscribe(subscription, subscriber);
            subscription.offer(List.of(id));
        };
    }

    private static <T> Map<Long, T> told(long id, @Nullable T changed) {
        return changed == null ? Map.of() : Map.of(id, changed);
    }

    /** How many subscribers this instance serves now. */
    public int subscribers() {
        return subscriptions.size();
    }

    @Override
    public void start() {
        running = true;
        notifier.start();
        listener = Thread.ofVirtual().name("change-feed").start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
        notifier.stop();
        Thread thread = listener;
        if (thread != null) {
            thread.interrupt();
        }
        List.copyOf(subscriptions).forEach(ChangeSubscription::complete);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void listen() {
        Duration pause = FIRST_PAUSE;
        while (running) {
            try (Connection connection = own.getConnection()) {
                Notifier.listen(connection);
                pause = FIRST_PAUSE;
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (running) {
                    LOG.warn(
                            "Change feed lost its connection, tries again in {} ms: {}",
                            pause.toMillis(),
                            e.getMessage());
                    sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (running) {
            boolean heldBack = look();
            Duration wait = heldBack ? HELD_BACK : SWEEP;
            postgres.getNotifications(Math.toIntExact(wait.toMillis()));
        }
    }

    /** @return whether there are changes that must wait for an older transaction to end */
    private boolean look() throws SQLException {
        if (log.restIf(subscriptions::isEmpty)) {
            return false;
        }
        while (true) {
            ChangeLog.Look look = log.read(this::sources);
            tell(look.rows());
            if (!look.more()) {
                return look.heldBack();
            }
        }
    }

    private Set<ChangeSource> sources() {
        return subscriptions.stream().flatMap(s -> s.sources().stream()).collect(Collectors.toSet());
    }

    private void tell(Map<ChangeSource, ? extends Collection<Long>> rows) {
        for (ChangeSubscription<?> subscription : subscriptions) {
            subscription.sources().forEach(source -> {
                Collection<Long> ids = rows.get(source);
                subscription.offer(ids == null ? List.of() : ids);
            });
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
