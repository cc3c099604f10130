package io.esteira.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What comes in, as figures: of each route and company, and of nothing that has more values than these. */
@Component
final class InboxMeters {

    private static final Duration[] RUNS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofHours(1)
    };
    private static final Duration[] PAGES = {
        Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10)
    };

    private final MeterProvider<Timer> runs;
    private final MeterProvider<Timer> phases;
    private final MeterProvider<Counter> deleted;
    private final MeterProvider<Timer> pages;
    private final MeterProvider<Counter> records;
    private final MeterProvider<Counter> bytes;
    private final MeterProvider<Timer> batches;
    private final MeterProvider<Counter> quarantined;

    InboxMeters(MeterRegistry registry) {
        runs = Timer.builder("esteira.run")
                .description("Runs that have ended, by what came of them")
                .serviceLevelObjectives(RUNS)
                .withRegistry(registry);
        phases = Timer.builder("esteira.run.phase")
                .description("What ended runs spent their time on")
                .withRegistry(registry);
        deleted = Counter.builder("esteira.run.deleted")
                .description("Records that are no longer at the source")
                .baseUnit("records")
                .withRegistry(registry);
        pages = Timer.builder("esteira.inbox.page")
                .description("Storing what a source has shown or sent, as it came")
                .serviceLevelObjectives(PAGES)
                .withRegistry(registry);
        records = Counter.builder("esteira.inbox.records")
                .description("Records that sources have shown or sent")
                .baseUnit("records")
                .withRegistry(registry);
        bytes = Counter.builder("esteira.inbox")
                .description("Payloads that sources have shown or sent")
                .baseUnit("bytes")
                .withRegistry(registry);
        batches = Timer.builder("esteira.mapping.batch")
                .description("Mapping what was stored, and writing what came of it")
                .serviceLevelObjectives(PAGES)
                .withRegistry(registry);
        quarantined = Counter.builder("esteira.quarantine.entered")
                .description("Records that went to quarantine, each time that they did")
                .baseUnit("records")
                .withRegistry(registry);
    }

    void stored(Stream stream, InboxStore.Stored stored, int shown, long shownBytes, Duration took) {
        Tags route = route(stream);
        pages.withTags(route).record(took);
        bytes.withTags(route).increment(shownBytes);
        count(route, "new", stored.fresh());
        count(route, "changed", stored.records().size() - stored.fresh());
        count(route, "unchanged", shown - stored.records().size());
    }

    private void count(Tags route, String outcome, int howMany) {
        records.withTags(route.and("outcome", outcome)).increment(howMany);
    }

    void mapped(Stream stream, int refused, Duration took) {
        batches.withTags(route(stream).and("outcome", "mapped")).record(took);
        refused(stream, refused);
    }

    void notMapped(Stream stream, Duration took) {
        batches.withTags(route(stream).and("outcome", "failed")).record(took);
    }

    void refused(Stream stream, int howMany) {
        quarantined.withTags(route(stream)).increment(howMany);
    }

    /** @param outcome succeeded, failed, or fenced: another run has taken its place */
    void ended(SyncRuns.Run run, String outcome, Duration took) {
        Tags route = route(run.stream);
        String mode = run.mode.name().toLowerCase(Locale.ROOT);
        runs.withTags(route.and("mode", mode, "outcome", outcome)).record(took);
        phase(route, "source", run.source);
        phase(route, "inbox", run.inbox);
        phase(route, "mapping", run.mapping);
        phase(route, "comparison", run.comparison);
        deleted.withTags(route).increment(run.deleted);
    }

    private void phase(Tags route, String phase, Stopwatch watch) {
        phases.withTags(route.and("phase", phase)).record(watch.taken());
    }

    private static Tags route(Stream stream) {
        return Tags.of(
                "route", stream.route(),
                "source", stream.source(),
                "company", stream.company().code());
    }
}
