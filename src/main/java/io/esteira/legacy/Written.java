package io.esteira.legacy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the old addresses write values. */
final class Written {

    static final String UNKNOWN = "-";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final Locale BRAZIL = Locale.of("pt", "BR");

    private Written() {}

    /** Without exponent and without zeros that say nothing. */
    static BigDecimal number(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    static @Nullable BigDecimal numberOrNull(@Nullable BigDecimal value) {
        return value == null ? null : number(value);
    }

    static BigDecimal whole(BigDecimal value) {
        return value.setScale(0, RoundingMode.HALF_UP);
    }

    static String pieces(BigDecimal value) {
        return number(value).toPlainString() + " pcs";
    }

    static String day(@Nullable LocalDate day) {
        return day == null ? UNKNOWN : DAY.format(day);
    }

    /** Such as segunda-feira. */
    static String weekday(LocalDate day) {
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, BRAZIL);
    }

    static String text(@Nullable String text) {
        return text == null || text.isBlank() ? UNKNOWN : text;
    }
}
