package io.esteira.planning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a plan's targets again and again. What people decide of windows and calendars shows at once, over pieces that were counted a
 * little before; pieces are counted anew after a rest that leaves the database to others, however often they change.
 */
public final class TargetWatch {

    private static final Duration SHORTEST_REST = Duration.ofSeconds(3);
    private static final int REST_PER_WORK = 5;

    /** What targets are computed from. */
    interface Source {

        LocalDate today();

        PlanBasis basis(LocalDate day);

        List<TargetRow> count(PlanBasis basis, TargetScope scope);

        PlanTargets targets(PlanBasis basis, TargetScope scope, List<TargetRow> rows, Instant countedAt);
    }

    /** Pieces, and by what they were counted. */
    private record Count(PlanBasis basis, LocalDate day, List<TargetRow> rows, Instant at, Duration rest) {

        boolean holdsFor(PlanBasis other, LocalDate today) {
            return day.equals(today)
                    && basis.contents().equals(other.contents())
                    && basis.rules().json().equals(other.rules().json());
        }
    }

    private final Source source;
    private final int depth;
    private final Clock clock;
    private @Nullable Count count;
    private @Nullable PlanTargets last;
    private @Nullable Duration rest;

    TargetWatch(Source source, int depth, Clock clock) {
        this.source = source;
        this.depth = depth;
        this.clock = clock;
    }

    /** The targets, where they are others than at the look before; nothing at the first. For one thread at a time. */
    public @Nullable PlanTargets look() {
        LocalDate today = source.today();
        PlanBasis basis = source.basis(today);
        TargetScope scope = TargetScope.on(today, depth);
        Instant now = clock.instant();
        Count counted = count;
        if (counted == null
                || !counted.holdsFor(basis, today)
                || !now.isBefore(counted.at().plus(counted.rest()))) {
            counted = count(basis, scope, now);
            count = counted;
            rest = null;
        } else {
            rest = Duration.between(now, counted.at().plus(counted.rest()));
        }
        PlanTargets targets = source.targets(basis, scope, counted.rows(), counted.at());
        PlanTargets before = last;
        last = targets;
        return before == null || told(before).equals(told(targets)) ? null : targets;
    }

    private Count count(PlanBasis basis, TargetScope scope, Instant now) {
        List<TargetRow> rows = source.count(basis, scope);
        Duration work = Duration.between(now, clock.instant()).multipliedBy(REST_PER_WORK);
        return new Count(basis, scope.asOf(), rows, now, work.compareTo(SHORTEST_REST) > 0 ? work : SHORTEST_REST);
    }

    /** After which time pieces are to be counted anew; null where they just were. */
    public @Nullable Duration rest() {
        return rest;
    }

    /** What of targets is news; the hour is not. */
    private static List<?> told(PlanTargets targets) {
        Function<PlanTargets, @Nullable Object> rules = PlanTargets::rulesId;
        return List.of(
                targets.asOf(),
                targets.forecast().stripTrailingZeros(),
                targets.toSchedule().stripTrailingZeros(),
                targets.awaitingRelease().stripTrailingZeros(),
                Objects.requireNonNullElse(rules.apply(targets), ""),
                targets.phases());
    }
}
