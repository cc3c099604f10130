package io.esteira.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LegalHolidaysTest {

    private final LegalHolidays law = new LegalHolidays();

    private Map<LocalDate, CalendarDay> of(int year, String region) {
        return law.of(Year.of(year), region.isEmpty() ? null : region).stream()
                .collect(Collectors.toMap(CalendarDay::day, day -> day));
    }

    private CalendarDay on(String day, String region) {
        LocalDate date = LocalDate.parse(day);
        return Objects.requireNonNull(of(date.getYear(), region).get(date));
    }

    @Test
    void movableFeastsOf2026AreWhereTheyAre() {
        for (String day : List.of("2026-02-16", "2026-02-17", "2026-06-04")) {
            assertThat(on(day, "").kind()).isEqualTo(CalendarDay.Kind.OPTIONAL);
        }
        assertThat(on("2026-04-03", "").kind()).isEqualTo(CalendarDay.Kind.NATIONAL);
        assertThat(on("2026-02-18", "").work()).isEqualByComparingTo("0.5");
    }

    @Test
    void theDayOfBlackAwarenessIsNational() {
        assertThat(on("2025-11-20", "").kind()).isEqualTo(CalendarDay.Kind.NATIONAL);
    }

    @Test
    void aStateHasItsOwnDaysBeside() {
        assertThat(on("2026-07-09", "sp").kind()).isEqualTo(CalendarDay.Kind.STATE);
        assertThat(of(2026, "")).doesNotContainKey(LocalDate.parse("2026-07-09"));
    }

    @Test
    void easterIsNoHolidayByLaw() {
        assertThat(of(2026, "")).doesNotContainKey(LocalDate.parse("2026-04-05"));
    }
}
