package io.esteira.planning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which part of each day is worked.
 *
 * @param first the first day that is known
 * @param parts of that day and those that follow, 0 to 1
 */
record WorkDays(LocalDate first, List<BigDecimal> parts) {

    WorkDays {
        parts = List.copyOf(parts);
    }

    /** Business days from one day to another, both included; half days count half. Days that are not known count 0. */
    BigDecimal between(LocalDate from, LocalDate to) {
        int start = (int) Math.max(0, ChronoUnit.DAYS.between(first, from));
        int end = (int) Math.min(parts.size(), ChronoUnit.DAYS.between(first, to) + 1);
        return start >= end
                ? BigDecimal.ZERO
                : parts.subList(start, end).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Of a window on a day: those that are left. */
    BigDecimal left(PlanBasis.Window window, LocalDate asOf) {
        return between(window.startsOn().isBefore(asOf) ? asOf : window.startsOn(), window.endsOn());
    }

    /** With some days worked otherwise. */
    WorkDays with(Map<LocalDate, BigDecimal> others) {
        List<BigDecimal> changed = new ArrayList<>(parts);
        others.forEach((day, part) -> {
            long place = ChronoUnit.DAYS.between(first, day);
            if (place >= 0 && place < changed.size()) {
                changed.set((int) place, part);
            }
        });
        return new WorkDays(first, changed);
    }

    /** These, and after the last that is known those of another. */
    WorkDays followedBy(WorkDays later) {
        LocalDate next = first.plusDays(parts.size());
        long skipped = ChronoUnit.DAYS.between(later.first, next);
        if (skipped < 0 || skipped >= later.parts.size()) {
            return this;
        }
        List<BigDecimal> all = new ArrayList<>(parts);
        all.addAll(later.parts.subList((int) skipped, later.parts.size()));
        return new WorkDays(first, all);
    }
}
