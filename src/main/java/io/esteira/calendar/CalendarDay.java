package io.esteira.calendar;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A day that differs from the usual week.
 *
 * @param work which part of it is worked, from 0 to 1
 */
public record CalendarDay(LocalDate day, Kind kind, String name, BigDecimal work) {

    /** Why it differs. */
    public enum Kind {
        NATIONAL,
        STATE,
        MUNICIPAL,
        /** Ponto facultativo: each calendar says whether it is worked. */
        OPTIONAL,
        /** Collective vacation or another day off of the company's own. */
        COLLECTIVE,
        /** Worked although the usual week has it off, or more of it. */
        EXTRA_SHIFT
    }
}
