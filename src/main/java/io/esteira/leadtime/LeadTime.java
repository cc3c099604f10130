package io.esteira.leadtime;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long something took.
 *
 * @param code of the phase or the subcontractor; the order's number; the category
 * @param span days of the calendar
 * @param goal null where none is set
 * @param responsible who answers for the phase; null where nobody is named
 * @param categories its parts
 */
public record LeadTime(
        String code,
        String name,
        Span span,
        @Nullable Goal goal,
        @Nullable String responsible,
        List<LeadTime> categories) {

    public LeadTime {
        categories = List.copyOf(categories);
    }

    /**
     * Days of the calendar, a day being 24 hours, with four decimals at most.
     *
     * @param mean of all that was measured, each counting alike; null where nothing was
     * @param weighted the same, weighed by pieces; null where there were no pieces
     * @param measured how much was measured
     */
    public record Span(@Nullable BigDecimal mean, @Nullable BigDecimal weighted, long measured, BigDecimal pieces) {}

    /** @param attention null: what is over the goal is late at once */
    public record Goal(BigDecimal days, @Nullable BigDecimal attention) {

        /** How so many days look. */
        public Flag flag(BigDecimal taken) {
            if (taken.compareTo(days) <= 0) {
                return Flag.NORMAL;
            }
            return attention != null && taken.compareTo(attention) < 0 ? Flag.ATTENTION : Flag.LATE;
        }
    }

    /** How a lead time looks beside its goal. */
    public enum Flag {
        NORMAL,
        ATTENTION,
        LATE
    }

    /** Of the weighted lead time; null where there is no goal or nothing was measured. */
    public @Nullable Flag flag() {
        BigDecimal taken = span.weighted() == null ? span.mean() : span.weighted();
        return goal == null || taken == null ? null : goal.flag(taken);
    }
}
