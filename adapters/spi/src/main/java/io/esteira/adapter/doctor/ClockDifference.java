package io.esteira.adapter.doctor;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How far another clock may be from the hub's, and what it means when it is further.
 *
 * @param off the sentence of then, with %s for the seconds
 * @param offPt the same in Portuguese
 */
public record ClockDifference(Duration tolerance, String off, String offPt) {

    private static final String CLOCK = "clock";

    /** @param difference positive when the other clock is ahead */
    public Finding finding(Duration difference) {
        String seconds = Long.toString(difference.toSeconds());
        return difference.abs().compareTo(tolerance) > 0
                ? Finding.wrong(CLOCK, off.replace("%s", seconds), offPt.replace("%s", seconds))
                : Finding.ok(CLOCK, "Differs by " + seconds + " s.", "Diferença de " + seconds + " s.");
    }

    /** By the header Date of an answer by HTTP. */
    public Finding finding(Optional<String> date, Clock ours) {
        try {
            ZonedDateTime theirs = ZonedDateTime.parse(date.orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME);
            return finding(Duration.between(ours.instant(), theirs.toInstant()));
        } catch (DateTimeException e) {
            return Finding.info(CLOCK, "The server does not tell its time.", "O servidor não informa a hora.");
        }
    }
}
