package io.esteira.plant;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The date dialects of the two ERPs. */
final class Dates {

    /** Protheus' blank date. */
    static final String BLANK = "        ";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter SHORT_TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private Dates() {}

    /** CSW's: {@code 2026-05-31}. */
    static String csw(LocalDate date) {
        return date.toString();
    }

    static String cswTime(LocalDateTime at) {
        return TIME.format(at);
    }

    /** Protheus' tables: {@code 20260531}. */
    static String protheus(LocalDate date) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(date);
    }

    static String protheusTime(LocalDateTime at) {
        return SHORT_TIME.format(at);
    }

    static LocalDateTime parse(String date, String time) {
        return LocalDateTime.of(
                LocalDate.parse(date.strip(), DateTimeFormatter.BASIC_ISO_DATE), LocalTime.parse(time.strip()));
    }

    /** The REST services': {@code 2026-05-31}, blank for a blank date. */
    static String iso(String protheus) {
        return protheus.isBlank()
                ? ""
                : LocalDate.parse(protheus.strip(), DateTimeFormatter.BASIC_ISO_DATE)
                        .toString();
    }
}
