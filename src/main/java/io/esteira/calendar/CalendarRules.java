package io.esteira.calendar;

import io.esteira.platform.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** What a calendar has to be like. */
final class CalendarRules {

    private static final Set<String> STATES = Set.of(
            "ac", "al", "am", "ap", "ba", "ce", "df", "es", "go", "ma", "mg", "ms", "mt", "pa", "pb", "pe", "pi", "pr",
            "rj", "rn", "ro", "rr", "rs", "sc", "se", "sp", "to");
    private static final int DAYS_OF_WEEK = 7;
    private static final int LONGEST = 100;
    private static final int DECIMALS = 2;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

    private CalendarRules() {}

    static Optional<Refusal> check(WorkCalendar calendar) {
        String region = calendar.region();
        if (isBad(calendar.code())) {
            return Optional.of(CalendarTexts.invalidCode("code"));
        }
        if (isBad(calendar.name())) {
            return Optional.of(CalendarTexts.invalidCode("name"));
        }
        if (region != null && !STATES.contains(region)) {
            return Optional.of(CalendarTexts.unknownRegion(region));
        }
        if (calendar.week().size() != DAYS_OF_WEEK || !calendar.week().stream().allMatch(CalendarRules::isPart)) {
            return Optional.of(CalendarTexts.invalidWork("week"));
        }
        return calendar.startsAt().isBefore(calendar.endsAt())
                ? Optional.empty()
                : Optional.of(CalendarTexts.invalidHours());
    }

    static Optional<Refusal> check(CalendarDay day) {
        if (isBad(day.name())) {
            return Optional.of(CalendarTexts.invalidCode("name"));
        }
        return isPart(day.work()) ? Optional.empty() : Optional.of(CalendarTexts.invalidWork("work"));
    }

    static Optional<Refusal> span(LocalDate first, LocalDate last, int most) {
        boolean holds = !last.isBefore(first)
                && !first.isBefore(EARLIEST)
                && !last.isAfter(LATEST)
                && last.toEpochDay() - first.toEpochDay() < most;
        return holds ? Optional.empty() : Optional.of(CalendarTexts.invalidDay());
    }

    private static boolean isBad(String text) {
        return text.isBlank() || text.length() > LONGEST;
    }

    private static boolean isPart(BigDecimal work) {
        return work.signum() >= 0
                && work.compareTo(BigDecimal.ONE) <= 0
                && work.stripTrailingZeros().scale() <= DECIMALS;
    }
}
