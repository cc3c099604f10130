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
    private static final Duration SHORTEST_REST = Duration.ofSeconds(3);
    private static final int REST_PER_WORK = 5;

    /** What targets are computed from. */
    interface Source {

        LocalDate today();

        PlanBasis basis(LocalDate day);

        List<TargetRow> count(PlanBasis basis, TargetScope scope);

        PlanTargets targets(PlanBasis basis, TargetScope scope, List<TargetRow> rows, Instant countedAt);
    }

    /** Pieces, by what they were counted, and how long they are left as they are. */
    private record Count(PlanBasis basis, LocalDate day, List<TargetRow> rows, Instant at, Duration rest) {

        boolean holdsFor(PlanBasis other, LocalDate today) {
            return day.equals(today)
                    && basis.contents().equals(other.contents())
                    && basis.rules().json().equals(other.rules().json());
        }

        /** How much longer they are left as they are; 0 where they have been for long enough. */
        Duration restLeft(Instant now) {
            Duration left = Duration.between(now, at.plus(rest));
            return left.isNegative() ? Duration.ZERO : left;
        }
    }

    private final long planId;
    private final Source source;
    private final int depth;
    private final Clock clock;
    private final AtomicReference<@Nullable Count> counted = new AtomicReference<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean news = new AtomicBoolean();
    private final AtomicBoolean counting = new AtomicBoolean();
    private @Nullable PlanTargets last;

    TargetWatch(long planId, Source source, int depth, Clock clock) {
        this.planId = planId;
        this.source = source;
        this.depth = depth;
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
        Count count = counted.get();
        if (count == null || !count.holdsFor(basis, today)) {
            count = count(basis, today);
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

    private Count count(PlanBasis basis, LocalDate day) {
        Instant at = clock.instant();
        long begin = System.nanoTime();
        List<TargetRow> rows = source.count(basis, TargetScope.on(day, depth));
        Duration work = Duration.ofNanos(System.nanoTime() - begin).multipliedBy(REST_PER_WORK);
        return new Count(basis, day, rows, at, work.compareTo(SHORTEST_REST) > 0 ? work : SHORTEST_REST);
    }

    private void countLater(Duration rest, Runnable again) {
        if (counting.compareAndSet(false, true)) {
            Thread unused = Thread.ofVirtual().name("targets").start(() -> countAgain(rest, again));
        }
    }

    /** What fails is tried again: the next look finds no news, and has pieces counted once more. */
    private void countAgain(Duration rest, Runnable again) {
        try {
            Thread.sleep(rest);
            changed.set(false);
            LocalDate today = source.today();
            counted.set(count(source.basis(today), today));
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
