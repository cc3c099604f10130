package io.esteira.adapter.protheus;

import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.Ref;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stored row as mappers see it: padding gone, blank dates null, numbers exact whether Protheus wrote them as number or as text
 * with a comma. What is wrong is collected, so that a person learns of all of it at once; a result is only made when nothing is.
 */
final class ProtheusRow {

    /** A few characters may write a number that takes gigabytes. */
    private static final int LONGEST_SCALE = 30;

    private static final Ref UNKNOWN = new Ref("?");
    private static final List<DateTimeFormatter> DATES =
            List.of(dates("uuuuMMdd"), dates("uuuu-MM-dd"), dates("dd/MM/uuuu"));

    private final ObjectNode fields;
    private final List<Issue> issues = new ArrayList<>();

    private ProtheusRow(ObjectNode fields) {
        this.fields = fields;
    }

    /** Maps a record, or rejects it when its payload is no object. */
    static MappingResult read(SourceRecord record, Function<ProtheusRow, MappingResult> mapping) {
        return ProtheusJson.object(record.payload())
                .map(fields -> mapping.apply(new ProtheusRow(fields)))
                .orElseGet(() -> MappingResult.rejected(
                        IssueCode.UNREADABLE, "payload", "the row is no JSON object; read it again from Protheus"));
    }

    /** What a message tells, by the names of its elements. */
    static ProtheusRow of(Map<String, String> values) {
        return new ProtheusRow(ProtheusJson.object(values));
    }

    private static DateTimeFormatter dates(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** The changes, made only when nothing is wrong with the row. */
    MappingResult mapped(Supplier<CanonicalChange> change) {
        return issues.isEmpty() ? MappingResult.of(change.get()) : new MappingResult.Rejected(issues);
    }

    /** What is wrong with the row as far as it has been looked at. */
    List<Issue> issues() {
        return List.copyOf(issues);
    }

    void reject(IssueCode code, String field, String message) {
        issues.add(new Issue(code, field, message));
    }

    /** Whether the service shows the field at all; what the user may not see it leaves out. */
    boolean has(String field) {
        return ProtheusJson.field(fields, field) != null;
    }

    /** Text without padding; blank when the row has none. */
    String text(String field) {
        JsonNode value = ProtheusJson.field(fields, field);
        return value == null || value.isNull() ? "" : value.asString().strip();
    }

    @Nullable
    String textOrNull(String field) {
        String text = text(field);
        return text.isEmpty() ? null : text;
    }

    /** Text that the row must have. */
    String required(String field) {
        String text = text(field);
        if (text.isEmpty()) {
            reject(IssueCode.MISSING_FIELD, field, field + " is blank: fill it in Protheus");
        }
        return text;
    }

    /** The key of another row that this one must name; padding on the right is no part of it. */
    Ref requiredRef(String field) {
        String text = required(field);
        return text.isEmpty() ? UNKNOWN : new Ref(text);
    }

    @Nullable
    Ref refOrNull(String field) {
        String text = text(field);
        return text.isEmpty() ? null : new Ref(text);
    }

    /** A quantity that is there and not negative. */
    BigDecimal quantity(String field) {
        if (text(field).isEmpty()) {
            reject(
                    IssueCode.MISSING_FIELD,
                    field,
                    field + " is absent: Protheus may withhold it from the integration user");
            return BigDecimal.ZERO;
        }
        return quantityOrZero(field);
    }

    /** A quantity that is not negative; null when the row has none. */
    @Nullable
    BigDecimal quantityOrNull(String field) {
        return text(field).isEmpty() ? null : quantityOrZero(field);
    }

    /** A quantity that is not negative; zero when the row has none. */
    BigDecimal quantityOrZero(String field) {
        String text = text(field);
        try {
            BigDecimal value = text.isEmpty() ? BigDecimal.ZERO : number(text);
            if (value.signum() < 0) {
                reject(IssueCode.INVALID_NUMBER, field, field + " is negative: " + text);
            }
            return value;
        } catch (NumberFormatException e) {
            reject(IssueCode.INVALID_NUMBER, field, field + " is no number: " + text);
            return BigDecimal.ZERO;
        }
    }

    /** A point before a comma separates thousands. */
    private static BigDecimal number(String text) {
        boolean comma = text.indexOf(',') >= 0;
        BigDecimal number = new BigDecimal(comma ? text.replace(".", "").replace(',', '.') : text);
        if (Math.abs((long) number.scale()) > LONGEST_SCALE) {
            throw new NumberFormatException("beyond all quantities");
        }
        return number;
    }

    /** A date; null when blank. */
    @Nullable
    LocalDate date(String field) {
        String text = text(field);
        if (text.replace("/", "").isBlank()) {
            return null;
        }
        String day = text.length() > 10 ? text.substring(0, 10) : text;
        for (DateTimeFormatter format : DATES) {
            try {
                return LocalDate.parse(day, format);
            } catch (DateTimeException e) {
                continue;
            }
        }
        reject(IssueCode.INVALID_DATE, field, field + " is no date: " + text);
        return null;
    }

    /** A moment from a date and a time of day in the company's zone; null when either is blank. 24:00 ends the day. */
    @Nullable
    Instant moment(String dateField, String timeField, ZoneId zone) {
        LocalDate date = date(dateField);
        String time = text(timeField);
        if (date == null || time.replace(":", "").isBlank()) {
            return null;
        }
        if (time.equals("24:00")) {
            return date.plusDays(1).atStartOfDay(zone).toInstant();
        }
        try {
            return date.atTime(LocalTime.parse(time)).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            reject(IssueCode.INVALID_DATE, timeField, timeField + " is no time of day: " + time);
            return null;
        }
    }
}
