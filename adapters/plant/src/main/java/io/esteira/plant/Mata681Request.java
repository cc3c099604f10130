package io.esteira.plant;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of an appointment, field by field as the service names them. */
record Mata681Request(ObjectNode body) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** Empty when it is no JSON object. */
    static Optional<Mata681Request> parse(String text) {
        try {
            return Json.read(text) instanceof ObjectNode object
                    ? Optional.of(new Mata681Request(object))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The field's text, blank when absent. */
    String text(String field) {
        JsonNode value = body.get(field);
        return value == null || value.isNull() ? "" : value.asString().strip();
    }

    String order() {
        return text("ProductionOrderNumber");
    }

    String operation() {
        return text("ActivityCode");
    }

    String resource() {
        return text("MachineCode");
    }

    /** A quantity as number or text, with comma or dot; null when absent or none. */
    @Nullable
    BigDecimal quantity(String field) {
        String value = text(field).replace(',', '.');
        try {
            return value.isEmpty() ? null : new BigDecimal(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    BigDecimal quantityOrZero(String field) {
        BigDecimal quantity = quantity(field);
        return quantity == null ? BigDecimal.ZERO : quantity;
    }

    /** Null when the date or the time is absent or none. */
    @Nullable
    LocalDateTime moment(String dateField, String timeField) {
        try {
            return LocalDateTime.of(LocalDate.parse(text(dateField), DATE), LocalTime.parse(text(timeField)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    LocalDate reported(LocalDate otherwise) {
        return day("ReportDateTime", otherwise);
    }

    LocalDate day(String field, LocalDate otherwise) {
        try {
            return LocalDate.parse(text(field), DATE);
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
