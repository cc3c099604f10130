package io.esteira.adapter.csw;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.CanonicalChange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a CSW row out of its payload; what does not fit becomes an issue of the field. */
final class CswPayload {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Leaves a mapper from the depth of its fields; never leaves this package. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient IssueCode code;
        private final String field;

        Unusable(IssueCode code, String field, String message) {
            super(message, null, false, false);
            this.code = code;
            this.field = field;
        }
    }

    private final JsonNode row;

    private CswPayload(JsonNode row) {
        this.row = row;
    }

    static MappingResult map(SourceRecord record, Function<CswPayload, CanonicalChange> mapping) {
        try {
            JsonNode row = JSON.readTree(record.payload());
            if (!row.isObject()) {
                return MappingResult.rejected(IssueCode.UNREADABLE, "payload", "is not a JSON object");
            }
            return MappingResult.of(mapping.apply(new CswPayload(row)));
        } catch (JacksonException e) {
            return MappingResult.rejected(IssueCode.UNREADABLE, "payload", "is not JSON");
        } catch (Unusable e) {
            return MappingResult.rejected(e.code, e.field, String.valueOf(e.getMessage()));
        }
    }

    static RuntimeException unknownCode(String field, String value) {
        return new Unusable(IssueCode.UNKNOWN_CODE, field, "has the unknown code '" + value + "'");
    }

    String required(String field) {
        return present(field, optional(field));
    }

    @Nullable
    String optional(String field) {
        JsonNode value = row.path(field);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
        return text.isBlank() ? null : text.strip();
    }

    int requiredInt(String field) {
        try {
            return new BigDecimal(required(field)).intValueExact();
        } catch (NumberFormatException | ArithmeticException e) {
            throw new Unusable(IssueCode.INVALID_NUMBER, field, "'" + optional(field) + "' is no whole number");
        }
    }

    /** A quantity; null when blank. Negative ones are refused: CSW books none here. */
    @Nullable
    BigDecimal quantity(String field) {
        BigDecimal quantity = number(field);
        if (quantity != null && quantity.signum() < 0) {
            throw new Unusable(IssueCode.INVALID_NUMBER, field, optional(field) + " is negative");
        }
        return quantity;
    }

    /** A number of either sign; null when blank. */
    @Nullable
    BigDecimal number(String field) {
        String text = optional(field);
        if (text == null) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new Unusable(IssueCode.INVALID_NUMBER, field, "'" + text + "' is no number");
        }
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

    private static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new Unusable(IssueCode.MISSING_FIELD, field, "is blank");
        }
        return value;
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
            throw new Unusable(IssueCode.INVALID_DATE, field, "'" + text + "' is no date of the form YYYY-MM-DD");
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
            throw new Unusable(IssueCode.INVALID_DATE, field, "'" + text + "' is no time of the form HH:MM:SS");
        }
    }
}
