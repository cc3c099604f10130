package io.esteira.inbox;

import io.esteira.platform.Traces;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells of runs: their traces, what came of them as figures, and a line where there is news. */
@Component
class RunWatch {

    private static final Logger log = LoggerFactory.getLogger(RunWatch.class);

    private final InboxMeters meters;
    private final Traces traces;

    RunWatch(InboxMeters meters, Traces traces) {
        this.meters = meters;
        this.traces = traces;
    }

    /** The run, from its first question to its last row. */
    void during(SyncRuns.Run run, Runnable work) {
        traces.work("poll " + run.stream.route())
                .about("route", run.stream.route())
                .about("source", run.stream.source())
                .about("company", run.stream.company().code())
                .about("run", run.id)
                .run(work);
    }

    /** Waits for the source. */
    <T> T asking(SyncRuns.Run run, Supplier<T> question) {
        return traces.step("ask " + run.stream.source(), () -> run.source.time(question));
    }

    void succeeded(SyncRuns.Run run) {
        meters.ended(run, "succeeded", took(run));
        if (run.stored > 0) {
            log.info(
                    "route={} company={} mode={} read={} stored={} quarantined={} deleted={}",
                    run.stream.route(),
                    run.stream.company().code(),
                    run.mode,
                    run.read,
                    run.stored,
                    run.quarantined,
                    run.deleted);
        }
    }

    void failed(SyncRuns.Run run) {
        meters.ended(run, "failed", took(run));
    }

    void fenced(SyncRuns.Run run, Fenced why) {
        meters.ended(run, "fenced", took(run));
        log.warn("{}", why.getMessage());
    }

    private static Duration took(SyncRuns.Run run) {
        return Duration.ofNanos(System.nanoTime() - run.begun);
    }
}
