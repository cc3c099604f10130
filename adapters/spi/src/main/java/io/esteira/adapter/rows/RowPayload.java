package io.esteira.adapter.rows;

import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.CanonicalChange;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row out of its payload; what does not fit becomes an issue of the field. How dates and numbers look, each source adds. */
public abstract class RowPayload {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Leaves a mapper from the depth of its fields; never leaves {@link #map}. */
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

    protected RowPayload(JsonNode row) {
        this.row = row;
    }

    static MappingResult map(SourceRecord record, Function<JsonNode, CanonicalChange> mapping) {
        try {
            JsonNode row = JSON.readTree(record.payload());
            if (!row.isObject()) {
                return MappingResult.rejected(IssueCode.UNREADABLE, "payload", "is not a JSON object");
            }
            return MappingResult.of(mapping.apply(row));
        } catch (JacksonException e) {
            return MappingResult.rejected(IssueCode.UNREADABLE, "payload", "is not JSON");
        } catch (Unusable e) {
            return MappingResult.rejected(e.code, e.field, String.valueOf(e.getMessage()));
        }
    }

    /** To be thrown by a mapper: the row cannot be used, for that field. */
    protected static RuntimeException unusable(IssueCode code, String field, String message) {
        return new Unusable(code, field, message);
    }

    /** A text, stripped; an issue where it is blank. */
    public final String required(String field) {
        return present(field, optional(field));
    }

    /** As {@link #required}; null where it is blank. */
    public final @Nullable String optional(String field) {
        return text(value(field));
    }

    protected final JsonNode value(String field) {
        return row.path(field);
    }

    protected static @Nullable String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
        return text.isBlank() ? null : text.strip();
    }

    /** @param text what of the field the number is read from */
    protected final BigDecimal number(String field, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw unusable(IssueCode.INVALID_NUMBER, field, "'" + optional(field) + "' is no number");
        }
    }

    /** A number of the field, of which there cannot be less than none. */
    protected final BigDecimal notNegative(String field, BigDecimal number) {
        if (number.signum() < 0) {
            throw unusable(IssueCode.INVALID_NUMBER, field, optional(field) + " is negative");
        }
        return number;
    }

    /** What a query of the site has left out is told apart from what a row leaves blank. */
    protected final <T> T present(String field, @Nullable T value) {
        if (value == null) {
            String reason = row.has(field) ? "is blank" : "is not among the columns that were read";
            throw unusable(IssueCode.MISSING_FIELD, field, reason);
        }
        return value;
    }
}
