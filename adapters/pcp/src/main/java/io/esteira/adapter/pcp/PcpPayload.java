package io.esteira.adapter.pcp;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.CanonicalChange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row of the planning database out of its payload; what does not fit becomes an issue of the field. */
final class PcpPayload {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Older rows have the second form. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT));

    private static final int DATE = 10;

    /** Time of day that some tools write behind a date. */
    private static final Pattern TIME = Pattern.compile("[ T]\\d{2}:.*");

    private static final Pattern THOUSANDS = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+");

    /** Leaves a mapper from the depth of its fields; never leaves this package. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IssueCode code;
        private final String field;

        Unusable(IssueCode code, String field, String message) {
            super(message, null, false, false);
            this.code = code;
            this.field = field;
        }
    }

    private final JsonNode row;

    private PcpPayload(JsonNode row) {
        this.row = row;
    }

    static MappingResult map(SourceRecord record, Function<PcpPayload, CanonicalChange> mapping) {
        try {
            JsonNode row = JSON.readTree(record.payload());
            if (!row.isObject()) {
                return MappingResult.rejected(IssueCode.UNREADABLE, "payload", "is not a JSON object");
            }
            return MappingResult.of(mapping.apply(new PcpPayload(row)));
        } catch (JacksonException e) {
            return MappingResult.rejected(IssueCode.UNREADABLE, "payload", "is not JSON");
        } catch (Unusable e) {
            return MappingResult.rejected(e.code, e.field, String.valueOf(e.getMessage()));
        }
    }

    static RuntimeException invalidDate(String field, String message) {
        return new Unusable(IssueCode.INVALID_DATE, field, message);
    }

    String required(String field) {
        return present(field, optional(field));
    }

    @Nullable
    String optional(String field) {
        return text(row.path(field));
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
        return text.isBlank() ? null : text.strip();
    }

    /** Texts of a list; blank ones are left out. */
    List<String> texts(String field) {
        return row.path(field)
                .valueStream()
                .map(PcpPayload::text)
                .filter(text -> text != null)
                .map(String::valueOf)
                .toList();
    }

    /** Rows that are linked to this one. */
    List<PcpPayload> rows(String field) {
        return row.path(field).valueStream().map(PcpPayload::new).toList();
    }

    boolean flag(String field) {
        return row.path(field).asBoolean(false);
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
        try {
            BigDecimal number = new BigDecimal(row.path(field).isNumber() ? given : plain(given));
            if (number.signum() < 0) {
                throw new Unusable(IssueCode.INVALID_NUMBER, field, given + " is negative");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new Unusable(IssueCode.INVALID_NUMBER, field, "'" + given + "' is no number");
        }
    }

    private static String plain(String given) {
        String digits = given.replace("R$", "").strip();
        return digits.contains(",")
                ? digits.replace(".", "").replace(',', '.')
                : THOUSANDS.matcher(digits).matches() ? digits.replace(".", "") : digits;
    }

    private static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new Unusable(IssueCode.MISSING_FIELD, field, "is blank");
        }
        return value;
    }
}
