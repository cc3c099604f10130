package io.esteira.adapter.csw;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.rows.RowPayload;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A row of CSW, which gives dates as YYYY-MM-DD. */
final class CswPayload extends RowPayload {

    CswPayload(JsonNode row) {
        super(row);
    }

    static RuntimeException unknownCode(String field, String value) {
        return unusable(IssueCode.UNKNOWN_CODE, field, "has the unknown code '" + value + "'");
    }

    int requiredInt(String field) {
        try {
            return new BigDecimal(required(field)).intValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw unusable(IssueCode.INVALID_NUMBER, field, "'" + optional(field) + "' is no whole number");
        }
    }

    /** A quantity; null when blank. Negative ones are refused: CSW books none here. */
    @Nullable
    BigDecimal quantity(String field) {
        BigDecimal quantity = number(field);
        return quantity == null ? null : notNegative(field, quantity);
    }

    /** A number of either sign; null when blank. */
    @Nullable
    BigDecimal number(String field) {
        String text = optional(field);
        return text == null ? null : number(field, text);
    }

    BigDecimal requiredNumber(String field) {
        return present(field, number(field));
    }

    BigDecimal requiredQuantity(String field) {
        return present(field, quantity(field));
    }

    LocalDate requiredDate(String field) {
        return present(field, date(field));
    }

    @Nullable
    LocalDate date(String field) {
        String text = optional(field);
        if (text == null) {
            return null;
        }
        try {
            // Some drivers give a time stamp where the table holds a date.
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException e) {
            throw unusable(IssueCode.INVALID_DATE, field, "'" + text + "' is no date of the form YYYY-MM-DD");
        }
    }

    @Nullable
    LocalTime time(String field) {
        String text = optional(field);
        if (text == null) {
            return null;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw unusable(IssueCode.INVALID_DATE, field, "'" + text + "' is no time of the form HH:MM:SS");
        }
    }
}
