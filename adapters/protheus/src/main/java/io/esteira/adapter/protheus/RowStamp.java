package io.esteira.adapter.protheus;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** S_T_A_M_P_: when the database last changed a row, in UTC. */
final class RowStamp {

    private RowStamp() {}

    /** Understands {@code 2026-03-02 12:00:00.123} and ISO 8601, with or without a zone sign of UTC. */
    static Optional<Instant> read(String text) {
        String iso = text.strip().replace(' ', 'T').replaceFirst("(Z|[+-]00:?00)$", "");
        try {
            return iso.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String write(Instant instant, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(instant.atOffset(ZoneOffset.UTC));
    }
}
