package io.esteira.planning;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A category of a phase, shared out among subcontractors; theirs add up to it.
 *
 * @param load pieces that they hold, whatever the collection
 * @param pieces what is shared out
 * @param capacity of all of them, for each day
 * @param surplus what the daily target is over that; null without a window
 * @param dailyTarget all there is to make by the days of the phase, rounded half up; all of it where none is left, null without a window
 */
public record SubcontractedCategory(
        String code,
        BigDecimal load,
        SubcontractorTarget.Pieces pieces,
        BigDecimal capacity,
        @Nullable BigDecimal surplus,
        @Nullable BigInteger dailyTarget,
        List<SubcontractorTarget> subcontractors) {

    public SubcontractedCategory {
        subcontractors = List.copyOf(subcontractors);
    }

    /** All there is to make. */
    public BigDecimal toProduce() {
        return load.add(pieces.sum());
    }
}
