package io.esteira.planning;

import io.esteira.planning.PhaseTarget.NoDays;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A phase of a plan, shared out among subcontractors.
 *
 * @param planId internal id of the plan
 * @param rulesId internal id of the rules that made it; null for the usual ones
 * @param days business days of the phase's window that are left; null without a window
 */
public record PhaseSubcontracting(
        long planId,
        LocalDate asOf,
        @Nullable Long rulesId,
        String phase,
        String phaseName,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable BigDecimal days,
        LocalDate achievedFrom,
        LocalDate achievedTo,
        List<SubcontractedCategory> categories) {

    public PhaseSubcontracting {
        categories = List.copyOf(categories);
    }

    /** Why there are no days to share by; null where there are. */
    public @Nullable NoDays noDays() {
        if (days == null) {
            return NoDays.NO_WINDOW;
        }
        return days.signum() == 0 ? NoDays.WINDOW_ENDED : null;
    }
}
