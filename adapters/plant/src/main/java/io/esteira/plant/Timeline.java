package io.esteira.plant;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** When the events of an order happened: in working hours, one after the other, the last one at a given time. */
final class Timeline {

    private static final int FIRST_HOUR = 6;
    private static final int LAST_HOUR = 21;

    private Timeline() {}

    /**
     * @param lastHoursApart the longest pause between two events, in hours
     * @return ascending, all different
     */
    static List<LocalDateTime> endingAt(LocalDateTime end, int events, int lastHoursApart, Dice dice) {
        List<LocalDateTime> times = new ArrayList<>(events);
        LocalDateTime at = end.withSecond(dice.between(0, 59)).withNano(0).minusMinutes(1);
        for (int i = 0; i < events; i++) {
            at = working(at);
            times.add(at);
            at = at.minusMinutes(dice.between(20, lastHoursApart * 60)).minusSeconds(dice.between(0, 59));
        }
        Collections.reverse(times);
        return times;
    }

    private static LocalDateTime working(LocalDateTime at) {
        if (at.getHour() < FIRST_HOUR) {
            return at.minusDays(1).withHour(LAST_HOUR);
        }
        return at.getHour() > LAST_HOUR ? at.withHour(LAST_HOUR) : at;
    }
}
