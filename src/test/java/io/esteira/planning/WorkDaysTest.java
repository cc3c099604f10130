package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A week from Monday 20 to Sunday 26 October 2025, of which half of Friday is worked. */
class WorkDaysTest {

    private static final LocalDate MONDAY = LocalDate.parse("2025-10-20");
    private static final WorkDays WEEK = days(MONDAY, "1", "1", "1", "1", "0.5", "0", "0");

    private static WorkDays days(LocalDate first, String... parts) {
        return new WorkDays(first, Stream.of(parts).map(BigDecimal::new).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-20, 2025-10-26, 4.5",
        "2025-10-20, 2025-10-20, 1",
        "2025-10-23, 2025-10-24, 1.5",
        "2025-10-25, 2025-10-26, 0",
        "2025-10-24, 2025-10-23, 0",
        "2025-10-10, 2025-10-21, 2",
        "2025-10-23, 2025-11-30, 1.5",
        "2025-10-01, 2025-10-19, 0",
        "2025-10-27, 2025-11-30, 0"
    })
    void bothEndsCountAndDaysThatAreNotKnownDoNot(LocalDate from, LocalDate to, BigDecimal days) {
        assertThat(WEEK.between(from, to)).isEqualByComparingTo(days);
    }

    @ParameterizedTest
    @CsvSource({"2025-10-19, 3", "2025-10-21, 3", "2025-10-22, 2", "2025-10-23, 1", "2025-10-24, 0", "2025-10-26, 0"})
    void ofAWindowTodayIsLeftToo(LocalDate today, BigDecimal days) {
        PlanBasis.Window window = new PlanBasis.Window("409", "COSTURA", MONDAY.plusDays(1), MONDAY.plusDays(3));

        assertThat(WEEK.left(window, today)).isEqualByComparingTo(days);
    }

    @Test
    void daysOnTrialReplaceThoseThatAreKnown() {
        WorkDays tried = WEEK.with(Map.of(
                MONDAY.minusDays(1),
                BigDecimal.ONE,
                MONDAY,
                BigDecimal.ZERO,
                MONDAY.plusDays(6),
                BigDecimal.ONE,
                MONDAY.plusDays(7),
                BigDecimal.ONE));

        assertThat(tried).isEqualTo(days(MONDAY, "0", "1", "1", "1", "0.5", "0", "1"));
    }

    @Test
    void aLaterCalendarGoesOnWhereTheEarlierEnds() {
        WorkDays later = days(MONDAY.plusDays(5), "1", "1", "0.25", "0.75");

        assertThat(WEEK.followedBy(later)).isEqualTo(days(MONDAY, "1", "1", "1", "1", "0.5", "0", "0", "0.25", "0.75"));
        assertThat(WEEK.followedBy(days(MONDAY.plusDays(7), "1")))
                .isEqualTo(days(MONDAY, "1", "1", "1", "1", "0.5", "0", "0", "1"));
    }

    @Test
    void aCalendarThatEndsEarlierOrBeginsAfterAGapAddsNothing() {
        assertThat(WEEK.followedBy(days(MONDAY.plusDays(5), "1", "1"))).isEqualTo(WEEK);
        assertThat(WEEK.followedBy(days(MONDAY.plusDays(8), "1"))).isEqualTo(WEEK);
        assertThat(WEEK.followedBy(new WorkDays(MONDAY, List.of()))).isEqualTo(WEEK);
    }
}
