package io.esteira.adapter.pcp;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.sql.SqlPayload;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row of the planning database, in which people and programs have written dates and numbers in several forms. */
final class PcpPayload extends SqlPayload {

    /** Older rows have the second form. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT));

    private static final int DATE = 10;

    /** Time of day that some tools write behind a date. */
    private static final Pattern TIME = Pattern.compile("[ T]\\d{2}:.*");

    private static final Pattern THOUSANDS = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+");

    PcpPayload(JsonNode row) {
        super(row);
    }

    static RuntimeException invalidDate(String field, String message) {
        return unusable(IssueCode.INVALID_DATE, field, message);
    }

    /** Texts of a list; blank ones are left out. */
    List<String> texts(String field) {
        return value(field)
                .valueStream()
                .map(SqlPayload::text)
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

    private static String plain(String given) {
        String digits = given.replace("R$", "").strip();
        return digits.contains(",")
                ? digits.replace(".", "").replace(',', '.')
                : THOUSANDS.matcher(digits).matches() ? digits.replace(".", "") : digits;
    }
}
