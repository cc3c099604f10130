package io.esteira.planning;

import io.esteira.planning.PlanComparison.Difference;
import io.esteira.planning.PlanComparison.Measure;
import io.esteira.planning.PlanComparison.Numbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why the numbers of one phase differ: those that follow from others are explained by them. Used by one thread. */
final class FormerDifferences {

    private static final List<PlanningDefect> UNEXPLAINED = List.of(PlanningDefect.UNEXPLAINED);

    private final LocalDate day;
    private final PhaseTarget target;
    private final Numbers former;
    private final Numbers hub;
    private final FormerWays ways;
    private final Map<Measure, List<PlanningDefect>> defects = new EnumMap<>(Measure.class);

    FormerDifferences(LocalDate day, PhaseTarget target, Numbers former, FormerWays ways) {
        this.day = day;
        this.target = target;
        this.former = former;
        this.hub = Numbers.of(target);
        this.ways = ways;
    }

    List<Difference> all() {
        List<Difference> all = new ArrayList<>();
        // In this order: what follows comes after what it follows from.
        for (Measure measure : Measure.values()) {
            BigDecimal one = measure.of(former);
            BigDecimal other = measure.of(hub);
            if (!same(one, other)) {
                defects.put(measure, explain(measure));
                all.add(new Difference(measure, one, other, of(measure)));
            }
        }
        return all;
    }

    private List<PlanningDefect> explain(Measure measure) {
        return switch (measure) {
            case FORECAST, TO_SCHEDULE, LOAD, QUEUE ->
                ways.explain(measure, target.code(), Objects.requireNonNull(measure.of(former)))
                        .orElse(UNEXPLAINED);
            case TO_PRODUCE -> toProduce();
            case DAYS -> days();
            case DAILY_TARGET -> dailyTarget();
        };
    }

    private List<PlanningDefect> toProduce() {
        BigDecimal sum = former.load().add(former.queue()).add(former.toSchedule());
        return same(sum, former.toProduce()) ? together(Measure.TO_SCHEDULE, Measure.LOAD, Measure.QUEUE) : UNEXPLAINED;
    }

    private List<PlanningDefect> days() {
        BigDecimal days = Objects.requireNonNull(former.days());
        LocalDate first = target.startsOn();
        LocalDate last = target.endsOn();
        if (first == null || last == null) {
            return same(days, BigDecimal.ONE) ? List.of(PlanningDefect.DAYS_WITHOUT_WINDOW) : UNEXPLAINED;
        }
        return same(days, BigDecimal.valueOf(mondaysToFridays(first.isBefore(day) ? day : first, last)))
                ? List.of(PlanningDefect.HOLIDAYS_IGNORED)
                : UNEXPLAINED;
    }

    private static long mondaysToFridays(LocalDate first, LocalDate last) {
        return last.isBefore(first)
                ? 0
                : first.datesUntil(last.plusDays(1))
                        .filter(each -> each.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                        .count();
    }

    /** What its own pieces and days make of it, by its own rounding. */
    private List<PlanningDefect> dailyTarget() {
        BigDecimal daily = Objects.requireNonNull(former.dailyTarget());
        boolean rounded = same(daily, perDay(RoundingMode.HALF_EVEN));
        if (!rounded && !same(daily, perDay(RoundingMode.DOWN))) {
            return UNEXPLAINED;
        }
        Set<PlanningDefect> all = new LinkedHashSet<>(together(Measure.TO_PRODUCE, Measure.DAYS));
        if (!same(daily, perDay(RoundingMode.HALF_UP))) {
            all.add(PlanningDefect.ROUNDING);
        }
        return all.isEmpty() ? UNEXPLAINED : List.copyOf(all);
    }

    private BigDecimal perDay(RoundingMode rounding) {
        BigDecimal days = Objects.requireNonNull(former.days());
        return days.signum() == 0 ? former.toProduce() : former.toProduce().divide(days, 0, rounding);
    }

    private List<PlanningDefect> together(Measure... measures) {
        return Stream.of(measures)
                .flatMap(measure -> of(measure).stream())
                .distinct()
                .toList();
    }

    private List<PlanningDefect> of(Measure measure) {
        return defects.getOrDefault(measure, List.of());
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }
}
