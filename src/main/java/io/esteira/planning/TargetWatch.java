package io.esteira.planning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a plan's targets again and again. What people decide of windows and calendars shows at once, over pieces that were counted a
 * little before; pieces are counted anew beside that, at once where they have rested, so that the database is left to others however often
 * they change.
 */
public final class TargetWatch {

    private static final Logger log = LoggerFactory.getLogger(TargetWatch.class);

    /** What targets are computed from. */
    interface Source {

        LocalDate today();

        PlanBasis basis(LocalDate day);

        List<TargetRow> count(PlanBasis basis, TargetScope scope);

        PlanTargets targets(PlanBasis basis, TargetScope scope, List<TargetRow> rows, Instant countedAt);
    }

    private final long planId;
    private final Source source;
    private final int depth;
    private final TargetCounts counts;
    private final Clock clock;
    private final AtomicReference<TargetCounts.@Nullable Count> counted = new AtomicReference<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean news = new AtomicBoolean();
    private final AtomicBoolean counting = new AtomicBoolean();
    private @Nullable PlanTargets last;

    TargetWatch(long planId, Source source, int depth, TargetCounts counts, Clock clock) {
        this.planId = planId;
        this.source = source;
        this.depth = depth;
        this.counts = counts;
        this.clock = clock;
    }

    /** Internal id of the plan. */
    public long planId() {
        return planId;
    }

    /**
     * For one thread at a time.
     *
     * @param again run, by another thread, when pieces have been counted anew
     * @return the targets where they are others than at the look before; null otherwise, and at the first look
     */
    public @Nullable PlanTargets look(Runnable again) {
        LocalDate today = source.today();
        PlanBasis basis = source.basis(today);
        TargetCounts.Count count = counted.get();
        if (count == null || !count.holdsFor(basis, today)) {
            count = count(basis, today, clock.instant());
            counted.set(count);
        } else {
            if (!news.getAndSet(false)) {
                changed.set(true);
            }
            if (changed.get()) {
                countLater(count.restLeft(clock.instant()), again);
            }
        }
        PlanTargets targets = source.targets(basis, TargetScope.on(today, depth), count.rows(), count.at());
        PlanTargets before = last;
        last = targets;
        return before == null || told(before).equals(told(targets)) ? null : targets;
    }

    private TargetCounts.Count count(PlanBasis basis, LocalDate day, Instant since) {
        return counts.count(planId, depth, basis, day, since, () -> source.count(basis, TargetScope.on(day, depth)));
    }

    private void countLater(Duration rest, Runnable again) {
        if (counting.compareAndSet(false, true)) {
            Instant seen = clock.instant();
            Thread unused = Thread.ofVirtual().name("targets").start(() -> countAgain(seen, rest, again));
        }
    }

    /** What fails is tried again: the next look finds no news, and has pieces counted once more. */
    private void countAgain(Instant seen, Duration rest, Runnable again) {
        try {
            Thread.sleep(rest);
            changed.set(false);
            LocalDate today = source.today();
            counted.set(count(source.basis(today), today, seen));
            news.set(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            changed.set(true);
            log.debug("Targets could not be counted, tries again: {}", e.getMessage());
        } finally {
            counting.set(false);
            again.run();
        }
    }

    /** What of targets is news; the hour is not. */
    private static List<Object> told(PlanTargets targets) {
        return List.of(
                targets.asOf(),
                targets.forecast().stripTrailingZeros(),
                targets.toSchedule().stripTrailingZeros(),
                targets.awaitingRelease().stripTrailingZeros(),
                Optional.ofNullable(targets.rulesId()),
                targets.phases());
    }
}
