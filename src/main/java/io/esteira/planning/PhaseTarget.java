package io.esteira.planning;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a phase has to make.
 *
 * @param startsOn first day of its window; null where the plan has none for it
 * @param days business days of the window that are left, the day of the targets included; null without a window
 * @param exactDailyTarget what it has to produce by the days that are left, unrounded; all of it where none is left, null without a window
 * @param dailyTarget the same, rounded half up to whole pieces
 * @param categories its parts, as far as they were asked for
 */
public record PhaseTarget(
        String code,
        String name,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable BigDecimal days,
        Measures measures,
        @Nullable BigDecimal exactDailyTarget,
        @Nullable BigInteger dailyTarget,
        List<TargetPart> categories) {

    /** Why there are no days to share by. */
    public enum NoDays {
        NO_WINDOW,
        WINDOW_ENDED
    }

    public PhaseTarget {
        categories = List.copyOf(categories);
    }

    static PhaseTarget of(
            String code,
            String name,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            @Nullable BigDecimal days,
            Measures measures,
            List<TargetPart> categories) {
        BigDecimal exact = days == null ? null : perDay(measures.toProduce(), days);
        BigInteger daily = daily(measures.toProduce(), days);
        return new PhaseTarget(
                code, name, startsOn, endsOn, days, measures, exact, daily, TargetPart.apportioned(daily, categories));
    }

    /** Pieces for each day that is left, rounded half up; all of them where none is left, null without a window. */
    static @Nullable BigInteger daily(BigDecimal toProduce, @Nullable BigDecimal days) {
        return days == null
                ? null
                : perDay(toProduce, days).setScale(0, RoundingMode.HALF_UP).toBigInteger();
    }

    private static BigDecimal perDay(BigDecimal pieces, BigDecimal days) {
        return days.signum() == 0 ? pieces : pieces.divide(days, MathContext.DECIMAL64);
    }

    public @Nullable NoDays noDays() {
        if (days == null) {
            return NoDays.NO_WINDOW;
        }
        return days.signum() == 0 ? NoDays.WINDOW_ENDED : null;
    }

    /**
     * Pieces for each hour that is left of the shift, so that the daily target holds; null where no hour is left or no target is set.
     *
     * @param hoursLeft null where the day is not today or its shift is over
     */
    public @Nullable BigDecimal paceNeeded(@Nullable BigDecimal hoursLeft) {
        if (dailyTarget == null || hoursLeft == null) {
            return null;
        }
        BigDecimal missing = new BigDecimal(dailyTarget).subtract(measures.achievedToday());
        return missing.max(BigDecimal.ZERO).divide(hoursLeft, MathContext.DECIMAL64);
    }
}
