package io.esteira.plant;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A stop of a machine as a service is told of it. Texts are blank when not given.
 *
 * @param type {@code 1} planned, {@code 2} unplanned
 * @param start null when it is no moment
 * @param end null when it is no moment
 */
record StopRequest(
        String machine,
        String reason,
        String type,
        @Nullable LocalDateTime start,
        @Nullable LocalDateTime end,
        String order,
        String operation,
        String operator,
        String document,
        String note) {

    static @Nullable LocalDateTime moment(String text) {
        try {
            return LocalDateTime.parse(text.length() > 19 ? text.substring(0, 19) : text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
