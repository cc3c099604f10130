package io.esteira.planning;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * When a day is worked; of a half day the first half of the shift.
 *
 * @param work part of it that is worked, 0 to 1
 */
public record Shift(LocalTime startsAt, LocalTime endsAt, BigDecimal work) {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    /** Pieces that are to be made in a part of the shift, between full hours. */
    public record Hour(LocalTime startsAt, LocalTime endsAt, BigInteger pieces) {}

    private BigDecimal worked() {
        return BigDecimal.valueOf(Duration.between(startsAt, endsAt).toSeconds())
                .multiply(work);
    }

    /** Hours that are left of it; negative or 0 where it is over. */
    BigDecimal left(LocalTime now) {
        BigDecimal gone =
                BigDecimal.valueOf(Math.max(0, Duration.between(startsAt, now).toSeconds()));
        return worked().subtract(gone).divide(SECONDS_PER_HOUR, 4, RoundingMode.HALF_UP);
    }

    /** A daily target by the hour; the hours add up to it. Nothing where the day is not worked. */
    public List<Hour> hours(BigInteger dailyTarget) {
        LocalTime end = startsAt.plusSeconds(worked().longValue());
        List<LocalTime> marks = new ArrayList<>();
        for (LocalTime at = startsAt; at.isBefore(end); at = next(at, end)) {
            marks.add(at);
        }
        marks.add(end);
        List<BigDecimal> weights = new ArrayList<>();
        for (int i = 1; i < marks.size(); i++) {
            weights.add(BigDecimal.valueOf(
                    Duration.between(marks.get(i - 1), marks.get(i)).toSeconds()));
        }
        List<BigInteger> shares = LargestRemainder.shares(dailyTarget, weights);
        List<Hour> hours = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            hours.add(new Hour(marks.get(i), marks.get(i + 1), shares.get(i)));
        }
        return hours;
    }

    private static LocalTime next(LocalTime at, LocalTime end) {
        LocalTime hour = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        return hour.isAfter(at) && hour.isBefore(end) ? hour : end;
    }
}
