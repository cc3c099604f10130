package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftTest {

    private static final Shift DAY = new Shift(LocalTime.of(7, 30), LocalTime.of(17, 0), BigDecimal.ONE);

    @Test
    void aDailyTargetIsToldByFullHours() {
        List<Shift.Hour> hours = DAY.hours(BigInteger.valueOf(206));

        assertThat(hours).hasSize(10);
        assertThat(hours.getFirst())
                .isEqualTo(new Shift.Hour(LocalTime.of(7, 30), LocalTime.of(8, 0), BigInteger.valueOf(11)));
        assertThat(hours.getLast().endsAt()).isEqualTo(LocalTime.of(17, 0));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "7", "206", "100003"})
    void theHoursAddUpToIt(BigInteger target) {
        assertThat(DAY.hours(target).stream().map(Shift.Hour::pieces).reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo(target);
    }

    @Test
    void ofAHalfDayTheFirstHalfIsWorked() {
        Shift half = new Shift(LocalTime.of(8, 0), LocalTime.of(16, 0), new BigDecimal("0.5"));

        assertThat(half.hours(BigInteger.TEN).getLast().endsAt()).isEqualTo(LocalTime.NOON);
    }

    @Test
    void aDayThatIsNotWorkedHasNoHours() {
        assertThat(new Shift(LocalTime.of(8, 0), LocalTime.of(16, 0), BigDecimal.ZERO).hours(BigInteger.TEN))
                .isEmpty();
    }

    @Test
    void aShiftMayEndWithTheDay() {
        Shift night = new Shift(LocalTime.of(22, 0), LocalTime.of(23, 59, 59), BigDecimal.ONE);

        assertThat(night.hours(BigInteger.TEN)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"06:00, 9.5", "07:30, 9.5", "12:00, 5", "16:59:42, 0.005", "17:00, 0", "19:30, -2.5"})
    void hoursAreLeftUntilItEnds(LocalTime now, BigDecimal hours) {
        assertThat(DAY.left(now)).isEqualByComparingTo(hours);
    }
}
