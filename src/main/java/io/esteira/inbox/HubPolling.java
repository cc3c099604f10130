package io.esteira.inbox;

import io.esteira.adapter.Page;
import io.esteira.adapter.Polling;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.Watermark;
import io.esteira.platform.DatabaseAway;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Runs readers when they are due: pages into the inbox, then, after a snapshot, what it missed. Once the hub stops, a run that is under
 * way is left after the page at hand, and nothing of it is booked: the next start reads again.
 */
@Component
class HubPolling implements Polling, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HubPolling.class);

    private final Streams streams;
    private final SyncRuns runs;
    private final RouteBoard board;
    private final InboxStore store;
    private final BatchMapping batches;
    private final SnapshotComparison comparison;
    private final RouteLeads leads;
    private final TableStatistics statistics;
    private final QuarantineAlerts quarantine;
    private final RunWatch watch;
    private final SyncProgress progress;
    private final PolledReaders readers;
    private final SourceBreaker breaker;
    private final SourcePace pace;
    private final Clock clock;
    private final AtomicBoolean databaseAway = new AtomicBoolean();
    private volatile boolean stopping;

    HubPolling(
            Streams streams,
            SyncRuns runs,
            RouteBoard board,
            InboxStore store,
            BatchMapping batches,
            SnapshotComparison comparison,
            RouteLeads leads,
            TableStatistics statistics,
            QuarantineAlerts quarantine,
            RunWatch watch,
            SyncProgress progress,
            PolledReaders readers,
            SourceBreaker breaker,
            SourcePace pace,
            Clock clock) {
        this.streams = streams;
        this.runs = runs;
        this.board = board;
        this.store = store;
        this.batches = batches;
        this.comparison = comparison;
        this.leads = leads;
        this.statistics = statistics;
        this.quarantine = quarantine;
        this.watch = watch;
        this.progress = progress;
        this.readers = readers;
        this.breaker = breaker;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public void poll(SourceReader source) {
        SourceReader reader = new PacedReader(source, company -> awaitTurn(source, company));
        SourceUnavailable away = null;
        for (String company : reader.companies()) {
            Stream stream = streams.get(company, reader.source(), reader.entity());
            progress.polls(stream);
            readers.note(stream.id(), reader);
            try {
                pollIfDue(reader, stream);
            } catch (SourceUnavailable e) {
                away = e;
            } catch (RuntimeException e) {
                left(stream, e);
            }
        }
        if (away != null && !stopping) {
            throw away;
        }
    }

    private void awaitTurn(SourceReader reader, String company) {
        pace.await(streams.get(company, reader.source(), reader.entity()), () -> stopping);
    }

    /** What is no fault of the route: one line for all that cannot be read since the hub's own database is away. */
    private void left(Stream stream, RuntimeException failure) {
        if (stopping) {
            log.info("route={} was left where it is, since the hub stops: {}", stream, message(failure));
        } else if (!DatabaseAway.caused(failure)) {
            throw failure;
        } else if (databaseAway.compareAndSet(false, true)) {
            log.warn(
                    "Routes rest, since the hub's database is away: {}",
                    message(NestedExceptionUtils.getMostSpecificCause(failure)));
        }
    }

    private void pollIfDue(SourceReader reader, Stream stream) {
        if (stopping || !seemsDue(stream, reader) || !runs.haveBeenRead(stream, reader.after())) {
            return;
        }
        Optional<RouteLeads.Lead> taken = leads.take(stream);
        if (taken.isEmpty()) {
            return;
        }
        try (RouteLeads.Lead lead = taken.get()) {
            withinBudget(stream, () -> runs.open(stream, reader)
                    .ifPresent(run -> watch.during(run, () -> carryOut(reader, run))));
        } finally {
            board.forget();
        }
    }

    /** Leaves it for the next look where as many routes of the source run as it bears. */
    private void withinBudget(Stream stream, Runnable work) {
        SyncRuns.State state = board.of(stream);
        Integer places = state == null ? null : state.budget().runsAtOnce();
        if (places == null) {
            work.run();
            return;
        }
        Optional<RouteLeads.Lead> place = leads.takePlace(stream, places);
        if (place.isPresent()) {
            try (RouteLeads.Lead taken = place.get()) {
                work.run();
            }
        }
    }

    private boolean seemsDue(Stream stream, SourceReader reader) {
        SyncRuns.State state = board.of(stream);
        return state == null || state.isDue(reader, clock.instant());
    }

    private void carryOut(SourceReader reader, SyncRuns.Run run) {
        try {
            Watermark reached = readAll(reader, run);
            if (run.mode == ReadMode.SNAPSHOT && reader.detectsDeletion()) {
                run.comparison.time(() -> comparison.compare(run, reader));
            }
            runs.complete(run, run.mode == ReadMode.SNAPSHOT ? reached : null);
            breaker.succeeded(run.stream);
            judge(run);
            if (databaseAway.compareAndSet(true, false)) {
                log.info("Routes go on: the hub's database is back");
            }
            watch.succeeded(run);
        } catch (Fenced e) {
            watch.fenced(run, e);
        } catch (RuntimeException e) {
            if (!stopping) {
                fail(run, e);
            }
            throw e;
        }
    }

    /** The run is complete by then, whatever comes of it. */
    private void judge(SyncRuns.Run run) {
        try {
            quarantine.judge(run);
        } catch (RuntimeException e) {
            log.error("route={} what it put into the quarantine could not be judged", run.stream, e);
        }
    }

    private void fail(SyncRuns.Run run, RuntimeException failure) {
        try {
            runs.fail(run, message(failure));
            breaker.failed(run.stream, message(failure), failure instanceof SourceUnavailable, clock.instant());
            watch.failed(run);
        } catch (Fenced e) {
            watch.fenced(run, e);
        }
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private @Nullable Watermark readAll(SourceReader reader, SyncRuns.Run run) {
        Watermark reached = null;
        ReadRequest request = new ReadRequest(run.stream.company().code(), run.mode, run.plan.since());
        Iterator<Page> pages = watch.asking(run, () -> reader.read(request));
        try {
            while (watch.asking(run, pages::hasNext)) {
                Page page = watch.asking(run, pages::next);
                if (stopping) {
                    throw new CancellationException("read=" + run.read);
                }
                answered(run);
                receive(run, page);
                reached = page.watermark() == null ? reached : page.watermark();
            }
            answered(run);
        } finally {
            close(pages);
        }
        return reached;
    }

    private void answered(SyncRuns.Run run) {
        if (!run.answered) {
            run.answered = true;
            breaker.answered(run.stream, clock.instant());
        }
    }

    /** In the parts that statistics can keep up with; how far the source was read counts once all are stored. */
    private void receive(SyncRuns.Run run, Page page) {
        List<SourceRecord> records = page.records();
        int from = 0;
        do {
            int to = Math.min(records.size(), from + TableStatistics.mostAtOnce(run));
            Watermark reached = to == records.size() && run.mode == ReadMode.INCREMENTAL ? page.watermark() : null;
            receivePart(run, new Page(records.subList(from, to), reached, page.inScope()));
            from = to;
        } while (from < records.size());
    }

    private void receivePart(SyncRuns.Run run, Page part) {
        InboxStore.Stored stored = run.inbox.time(() -> store.store(run.stream, run, part, part.watermark()));
        run.read += part.records().size();
        run.bytes += InboxStore.bytes(part);
        run.stored += stored.records().size();
        run.fresh += stored.fresh();
        run.quarantined += run.mapping.time(() -> batches.map(run.stream, stored));
        statistics.keepUp(run);
    }

    @Override
    public void start() {
        stopping = false;
    }

    /** Before the routes, which wait for what is under way. */
    @Override
    public void stop() {
        stopping = true;
    }

    @Override
    public boolean isRunning() {
        return !stopping;
    }

    private static void close(Iterator<Page> pages) {
        if (pages instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                log.debug("closing a reader", e);
            }
        }
    }
}
