package io.esteira.adapter.testkit;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.Inbox;
import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.Page;
import io.esteira.adapter.Polling;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.Watermark;
import io.esteira.adapter.canonical.CanonicalChange;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The hub's side of polled routes in memory, with the hub's promises: a record whose payload is known, or that was observed before
 * what is known of it, is skipped, a watermark
 * moves after its page is stored, a run that failed is no complete run, and what two complete runs and two point reads miss
 * counts as deleted, while a row that a point read finds has left the scope of snapshots. Safe for use by several threads; one call runs at a time.
 */
public final class FakePolling implements Polling, Inbox {

    /** A row, wherever it was read. */
    public record Key(String source, String company, String entity, String sourceKey) {
        static Key of(SourceRecord record) {
            return new Key(record.source(), record.company(), record.entity(), record.sourceKey());
        }
    }

    private record Scope(String source, String company, String entity) {
        static Scope of(Run run) {
            return new Scope(run.reader().source(), run.company(), run.reader().entity());
        }
    }

    private static final int MISSES_UNTIL_GONE = 2;

    private final List<CanonicalMapper> mappers;
    private final Clock clock;
    private final Map<Key, SourceRecord> stored = new LinkedHashMap<>();
    private final Map<Key, List<CanonicalChange>> mapped = new LinkedHashMap<>();
    private final Map<Key, List<Issue>> quarantine = new LinkedHashMap<>();
    private final Set<Key> inScope = new LinkedHashSet<>();
    private final Set<Key> deleted = new LinkedHashSet<>();
    private final Map<Key, Integer> misses = new HashMap<>();
    private final Map<Scope, Watermark> watermarks = new HashMap<>();
    private final Map<Scope, Instant> lastStart = new HashMap<>();
    private final Map<Scope, Instant> lastSnapshot = new HashMap<>();

    public FakePolling(List<? extends CanonicalMapper> mappers, Clock clock) {
        this.mappers = List.copyOf(mappers);
        this.clock = clock;
    }

    /** Runs the reader where its cadence, and what it comes after, allow it. */
    @Override
    public synchronized void poll(SourceReader reader) {
        runWhere(reader, this::due);
    }

    /** Runs the reader for all its companies now, whatever its cadence. */
    public synchronized void runNow(SourceReader reader) {
        runWhere(reader, run -> true);
    }

    private void runWhere(SourceReader reader, Predicate<Run> wanted) {
        List<SourceUnavailable> failures = new ArrayList<>();
        for (String company : reader.companies()) {
            Run run = new Run(reader, company);
            try {
                if (wanted.test(run)) {
                    execute(run);
                }
            } catch (SourceUnavailable e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private boolean due(Run run) {
        Instant last = lastStart.get(Scope.of(run));
        boolean rested =
                last == null || !clock.instant().isBefore(last.plus(run.reader().cadence()));
        return rested
                && run.reader().after().stream()
                        .map(entity -> new Scope(run.reader().source(), run.company(), entity))
                        .allMatch(lastSnapshot::containsKey);
    }

    private void execute(Run run) {
        Scope scope = Scope.of(run);
        Instant start = clock.instant();
        lastStart.put(scope, start);
        ReadMode mode = mode(run, start);
        Set<Key> seen = new HashSet<>();
        Watermark known = watermarks.get(scope);
        AtomicReference<@Nullable Watermark> reached = new AtomicReference<>();
        Run.forEach(run.pages(mode, known), page -> {
            store(page);
            reached.accumulateAndGet(page.watermark(), (before, next) -> next == null ? before : next);
            if (mode == ReadMode.INCREMENTAL) {
                move(scope, page.watermark());
            }
            if (page.inScope()) {
                page.records().forEach(record -> seen.add(Key.of(record)));
            }
        });
        inScope.addAll(seen);
        if (mode == ReadMode.SNAPSHOT) {
            lookForDeletions(run, seen);
            move(scope, reached.get());
            lastSnapshot.put(scope, start);
        }
    }

    private ReadMode mode(Run run, Instant now) {
        Instant last = lastSnapshot.get(Scope.of(run));
        boolean due = last == null || !now.isBefore(last.plus(run.reader().snapshotCadence()));
        return due ? ReadMode.SNAPSHOT : ReadMode.INCREMENTAL;
    }

    private void move(Scope scope, @Nullable Watermark watermark) {
        if (watermark != null) {
            watermarks.put(scope, watermark);
        }
    }

    /** A row that a point read finds has left the scope; one that it misses as well, twice, is gone. */
    private void lookForDeletions(Run run, Set<Key> seen) {
        seen.forEach(misses::remove);
        List<Key> absent = inScope.stream()
                .filter(key -> Scope.of(run).equals(new Scope(key.source(), key.company(), key.entity())))
                .filter(key -> !seen.contains(key))
                .toList();
        if (absent.isEmpty() || !run.reader().detectsDeletion()) {
            return;
        }
        List<SourceRecord> found = run.reader()
                .readByKey(run.company(), absent.stream().map(Key::sourceKey).toList());
        store(Page.history(found));
        found.forEach(record -> inScope.remove(Key.of(record)));
        absent.stream()
                .filter(inScope::contains)
                .filter(key -> misses.merge(key, 1, Integer::sum) >= MISSES_UNTIL_GONE)
                .forEach(this::markDeleted);
    }

    private void markDeleted(Key key) {
        deleted.add(key);
        inScope.remove(key);
    }

    @Override
    public synchronized Receipt receive(Page page) {
        if (page.inScope()) {
            page.records().forEach(record -> inScope.add(Key.of(record)));
        }
        return store(page);
    }

    private Receipt store(Page page) {
        int fresh = 0;
        int rejected = 0;
        for (SourceRecord record : page.records()) {
            Key key = Key.of(record);
            deleted.remove(key);
            SourceRecord known = stored.get(key);
            if (known == null
                    || !Arrays.equals(known.payload(), record.payload())
                            && !record.observedAt().isBefore(known.observedAt())) {
                stored.put(key, record);
                fresh++;
                rejected += map(record) ? 0 : 1;
            }
        }
        return new Receipt(page.records().size(), fresh, rejected);
    }

    @Override
    public synchronized void quarantine(SourceRecord record, Issue issue) {
        stored.put(Key.of(record), record);
        quarantine.put(Key.of(record), List.of(issue));
    }

    private boolean map(SourceRecord record) {
        Key key = Key.of(record);
        MappingResult result = mapper(record)
                .map(mapper -> mapper.map(record))
                .orElseGet(
                        () -> MappingResult.rejected(IssueCode.UNMAPPED, "entity", "no mapper for " + record.entity()));
        mapped.remove(key);
        quarantine.remove(key);
        switch (result) {
            case MappingResult.Mapped(List<CanonicalChange> changes) -> mapped.put(key, changes);
            case MappingResult.Rejected(List<Issue> issues) -> quarantine.put(key, issues);
            case MappingResult.Ignored ignored -> {}
        }
        return !(result instanceof MappingResult.Rejected);
    }

    private Optional<CanonicalMapper> mapper(SourceRecord record) {
        return mappers.stream()
                .filter(mapper -> mapper.source().equals(record.source())
                        && mapper.entity().equals(record.entity()))
                .findFirst();
    }

    /** The rows as they stand, in the order in which they first came. */
    public synchronized Map<Key, SourceRecord> stored() {
        return new LinkedHashMap<>(stored);
    }

    /** The rows of one entity as they stand. */
    public synchronized List<SourceRecord> stored(String entity) {
        return stored.values().stream()
                .filter(record -> record.entity().equals(entity))
                .toList();
    }

    /** What the stored rows mean now. */
    public synchronized List<CanonicalChange> changes() {
        return mapped.values().stream().flatMap(List::stream).toList();
    }

    /** The changes of one kind. */
    public <T extends CanonicalChange> List<T> changes(Class<T> type) {
        return changes().stream().filter(type::isInstance).map(type::cast).toList();
    }

    public synchronized Map<Key, List<Issue>> quarantined() {
        return new LinkedHashMap<>(quarantine);
    }

    /** Rows that two complete runs and a point read missed. */
    public synchronized Set<Key> deleted() {
        return new LinkedHashSet<>(deleted);
    }

    /** How far an entity has been read; null before its first page with a watermark. */
    public synchronized @Nullable Watermark watermark(String source, String company, String entity) {
        return watermarks.get(new Scope(source, company, entity));
    }
}
