package io.esteira.adapter.pcp;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.rows.RowPayload;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row of the planning database, in which people and programs have written dates and numbers in several forms. */
final class PcpPayload extends RowPayload {

    /** Older rows have the second form. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT));

    private static final int DATE = 10;

    /** Time of day that some tools write behind a date. */
    private static final Pattern TIME = Pattern.compile("[ T]\\d{2}:.*");

    private static final Pattern TIME_OF_DAY = Pattern.compile("[ T](\\d{2}:\\d{2}(:\\d{2})?)");

    private static final Pattern THOUSANDS = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+");

    PcpPayload(JsonNode row) {
        super(row);
    }

    static RuntimeException missing(String field, String message) {
        return unusable(IssueCode.MISSING_FIELD, field, message);
    }

    static RuntimeException unknownCode(String field, String message) {
        return unusable(IssueCode.UNKNOWN_CODE, field, message);
    }

    static RuntimeException invalidDate(String field, String message) {
        return unusable(IssueCode.INVALID_DATE, field, message);
    }

    /** Texts of a list; blank ones are left out. */
    List<String> texts(String field) {
        return value(field)
                .valueStream()
                .map(RowPayload::text)
                .filter(text -> text != null)
                .map(String::valueOf)
                .toList();
    }

    /** Rows that are linked to this one. */
    List<PcpPayload> rows(String field) {
        return value(field).valueStream().map(PcpPayload::new).toList();
    }

    boolean flag(String field) {
        return value(field).asBoolean(false);
    }

    /** What stands in several rows that say different things cannot be used: there is no telling which one is meant. */
    void unambiguous(String field) {
        BigDecimal rows = optionalQuantity("linhas");
        if (rows != null && rows.compareTo(BigDecimal.ONE) > 0) {
            throw unusable(
                    IssueCode.CONFLICT,
                    field,
                    "'" + optional(field) + "' stands in " + rows.toPlainString()
                            + " rows that differ: leave the one that is right");
        }
    }

    @Nullable
    LocalDate optionalDate(String field) {
        return optional(field) == null ? null : date(field);
    }

    /** A day with the time that is written behind it; where none is, the beginning of the day. */
    LocalDateTime dateTime(String field) {
        LocalDate day = date(field);
        Matcher time = TIME_OF_DAY.matcher(required(field).substring(DATE));
        try {
            return time.lookingAt() ? day.atTime(LocalTime.parse(time.group(1))) : day.atStartOfDay();
        } catch (DateTimeParseException e) {
            throw invalidDate(field, "'" + time.group(1) + "' is no time of day: write one behind the day, as HH:MM");
        }
    }

    LocalDate date(String field) {
        String text = required(field);
        String day =
                text.length() > DATE && TIME.matcher(text.substring(DATE)).matches() ? text.substring(0, DATE) : text;
        for (DateTimeFormatter form : DATES) {
            try {
                return LocalDate.parse(day, form);
            } catch (DateTimeParseException e) {
                // The next form may be the one.
                continue;
            }
        }
        throw invalidDate(
                field,
                "'" + text + "' is no day: write one of the calendar, as YYYY-MM-DD or DD/MM/YYYY, into this column");
    }

    BigDecimal quantity(String field) {
        return present(field, optionalQuantity(field));
    }

    /** As programs write it, or as people do: {@code R$ 1.234,50}, {@code 1.234}. */
    @Nullable
    BigDecimal optionalQuantity(String field) {
        String given = optional(field);
        if (given == null) {
            return null;
        }
        return notNegative(field, number(field, value(field).isNumber() ? given : plain(given)));
    }

    /** Null when blank. */
    @Nullable
    Integer optionalWhole(String field) {
        BigDecimal number = optionalQuantity(field);
        try {
            return number == null ? null : number.intValueExact();
        } catch (ArithmeticException e) {
            throw unusable(IssueCode.INVALID_NUMBER, field, "'" + optional(field) + "' is no whole number of days");
        }
    }

    private static String plain(String given) {
        String digits = given.replace("R$", "").strip();
        return digits.contains(",")
                ? digits.replace(".", "").replace(',', '.')
                : THOUSANDS.matcher(digits).matches() ? digits.replace(".", "") : digits;
    }
}
