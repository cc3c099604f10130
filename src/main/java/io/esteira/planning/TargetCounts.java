package io.esteira.planning;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of plans, counted once for all who watch the same plan, and then left as they are for a while: the longer the longer it took, so
 * that the database is left to others however often pieces change. Pieces that nobody watches any more are forgotten.
 */
final class TargetCounts {

    private static final Duration SHORTEST_REST = Duration.ofMillis(250);
    private static final int REST_PER_WORK = 2;

    private record Key(long planId, int depth) {}

    /** Pieces, by what they were counted, and how long they are left as they are. */
    record Count(PlanBasis basis, LocalDate day, List<TargetRow> rows, Instant at, Duration rest) {

        boolean holdsFor(PlanBasis other, LocalDate today) {
            return day.equals(today)
                    && basis.contents().equals(other.contents())
                    && basis.rules().json().equals(other.rules().json());
        }

        /** Not by a clock that was set back since. */
        boolean isOfAfter(Instant since, Instant now) {
            return at.isAfter(since) && !at.isAfter(now);
        }

        /** How much longer they are left as they are; 0 where they have been for long enough, or the clock was set back. */
        Duration restLeft(Instant now) {
            Duration left = Duration.between(now, at.plus(rest));
            return left.isNegative() || left.compareTo(rest) > 0 ? Duration.ZERO : left;
        }
    }

    /** The last count, which those who watch hold on to, and how long it took. */
    private static final class Shared {

        private WeakReference<Count> last = new WeakReference<>(null);
        private Duration took = Duration.ofDays(1);

        /** One count that was held up does not prolong the rest. */
        Duration rest(Duration latest) {
            Duration usual = latest.compareTo(took) < 0 ? latest : took;
            took = latest;
            Duration rest = usual.multipliedBy(REST_PER_WORK);
            return rest.compareTo(SHORTEST_REST) > 0 ? rest : SHORTEST_REST;
        }
    }

    private final Map<Key, Shared> plans = new ConcurrentHashMap<>();
    private final Clock clock;

    TargetCounts(Clock clock) {
        this.clock = clock;
    }

    /**
     * For any threads; those who ask for the same plan wait for each other.
     *
     * @param since what happened until then, and in that instant, is counted
     * @param work counts
     */
    Count count(long planId, int depth, PlanBasis basis, LocalDate day, Instant since, Supplier<List<TargetRow>> work) {
        Shared shared = plans.computeIfAbsent(new Key(planId, depth), key -> new Shared());
        synchronized (shared) {
            @Nullable Count last = shared.last.get();
            if (last != null && last.holdsFor(basis, day) && last.isOfAfter(since, clock.instant())) {
                return last;
            }
            Count count = count(shared, basis, day, work);
            shared.last = new WeakReference<>(count);
            return count;
        }
    }

    private Count count(Shared shared, PlanBasis basis, LocalDate day, Supplier<List<TargetRow>> work) {
        Instant at = clock.instant();
        long begin = System.nanoTime();
        List<TargetRow> rows = work.get();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Count(basis, day, rows, at, shared.rest(took));
    }
}
