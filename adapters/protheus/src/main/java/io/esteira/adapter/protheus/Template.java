package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.Placeholder.Values;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text of a mapping file with {@code ${name}} or {@code ${name:format}} in it. The format of a date or moment is a pattern such as
 * {@code dd/MM/yyyy}, that of a quantity its decimal sign (without one it stays a number), that of a yes or no the two texts as in
 * {@code T/P}. What does not fit is refused when the file is read, not when a posting waits.
 */
final class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]*)(?::([^}]*))?}");

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /** A piece of text, or of the delivery. */
    private sealed interface Part {
        record Literal(String text) implements Part {}

        record Value(
                Placeholder placeholder,
                Function<Values, @Nullable Object> rendered,
                @Nullable DateTimeFormatter dated,
                boolean numeric)
                implements Part {

            Value(Placeholder placeholder, Function<Values, @Nullable Object> rendered) {
                this(placeholder, rendered, null, false);
            }
        }
    }

    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int from = 0;
        while (matcher.find()) {
            addLiteral(parts, text.substring(from, matcher.start()));
            parts.add(value(matcher.group(1), matcher.group(2)));
            from = matcher.end();
        }
        addLiteral(parts, text.substring(from));
        return new Template(List.copyOf(parts));
    }

    private static void addLiteral(List<Part> parts, String text) {
        if (text.contains("${")) {
            throw new IllegalArgumentException("a placeholder is not closed: " + text);
        }
        if (!text.isEmpty()) {
            parts.add(new Part.Literal(text));
        }
    }

    private static Part value(String name, @Nullable String format) {
        Placeholder placeholder = Placeholder.named(name);
        Class<?> type = placeholder.type();
        if (type == LocalDate.class || type == Instant.class) {
            return dated(placeholder, formatter(name, format));
        }
        if (type == BigDecimal.class) {
            return decimal(placeholder, format);
        }
        return type == Boolean.class ? yesOrNo(placeholder, format) : plain(placeholder, format);
    }

    private static DateTimeFormatter formatter(String name, @Nullable String pattern) {
        if (pattern == null) {
            throw new IllegalArgumentException(name + " needs a pattern, such as ${" + name + ":dd/MM/yyyy}");
        }
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    private static Part dated(Placeholder placeholder, DateTimeFormatter formatter) {
        if (placeholder.type() == LocalDate.class && !writes(formatter, LocalDate.EPOCH)) {
            throw new IllegalArgumentException("the pattern asks for a time of day, and the value is a date");
        }
        Function<Values, @Nullable Object> rendered = values -> switch (placeholder.of(values)) {
            case LocalDate date -> formatter.format(date);
            case Instant moment ->
                formatter.format(moment.atZone(values.company().zone()));
            case null, default -> null;
        };
        return new Part.Value(placeholder, rendered, formatter, false);
    }

    /** Whether the value is enough for the pattern. */
    private static boolean writes(DateTimeFormatter formatter, TemporalAccessor value) {
        try {
            String unused = formatter.format(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Part decimal(Placeholder placeholder, @Nullable String sign) {
        if (sign == null) {
            return new Part.Value(placeholder, placeholder::of, null, true);
        }
        if (!sign.equals(",") && !sign.equals(".")) {
            throw new IllegalArgumentException("a quantity is written with , or . and not with " + sign);
        }
        return new Part.Value(
                placeholder,
                values -> placeholder.of(values) instanceof BigDecimal number
                        ? number.toPlainString().replace(".", sign)
                        : null);
    }

    private static Part yesOrNo(Placeholder placeholder, @Nullable String format) {
        if (format == null) {
            return new Part.Value(placeholder, placeholder::of);
        }
        String[] texts = format.split("/", -1);
        if (texts.length != 2) {
            throw new IllegalArgumentException(
                    "yes and no are written as two texts, such as T/P, and not as " + format);
        }
        return new Part.Value(placeholder, values -> Boolean.TRUE.equals(placeholder.of(values)) ? texts[0] : texts[1]);
    }

    private static Part plain(Placeholder placeholder, @Nullable String format) {
        if (format != null) {
            throw new IllegalArgumentException(placeholder + " takes no format");
        }
        return new Part.Value(placeholder, placeholder::of);
    }

    /** The text in front of the first placeholder. */
    String beginning() {
        return !parts.isEmpty() && parts.getFirst() instanceof Part.Literal(String text) ? text : "";
    }

    /** Whether it is the same for all deliveries. */
    boolean isFixed() {
        return parts.stream().allMatch(Part.Literal.class::isInstance);
    }

    boolean uses(Placeholder placeholder) {
        return parts.stream().anyMatch(part -> part instanceof Part.Value value && value.placeholder() == placeholder);
    }

    /** All that it takes from a delivery. */
    Stream<Placeholder> placeholders() {
        return parts.stream()
                .flatMap(part -> part instanceof Part.Value value ? Stream.of(value.placeholder()) : Stream.empty());
    }

    /** Whether a delivery that has all that is needed may lack something of it. */
    boolean mayLack(List<Placeholder> needs) {
        return placeholders().anyMatch(used -> used.isOptional() && !needs.contains(used));
    }

    boolean usesQuantity() {
        return placeholders().anyMatch(placeholder -> placeholder.type() == BigDecimal.class);
    }

    /** Whether it is a quantity and nothing else, so that it can be compared as a number. */
    boolean isQuantity() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Value value && value.numeric();
    }

    /** Whether it writes the day of a date or moment. */
    boolean writesDay(Placeholder placeholder) {
        return dates(placeholder, LocalTime.NOON);
    }

    /** Whether it writes the time of day of a moment. */
    boolean writesTime(Placeholder placeholder) {
        return dates(placeholder, LocalDate.EPOCH);
    }

    /** Whether a pattern of the placeholder needs more than this. */
    private boolean dates(Placeholder placeholder, TemporalAccessor less) {
        return parts.stream()
                .anyMatch(part -> part instanceof Part.Value value
                        && value.placeholder() == placeholder
                        && value.dated() != null
                        && !writes(value.dated(), less));
    }

    /** The value: a number or a boolean where the template is that alone, otherwise text; null when a part has no value. */
    @Nullable
    Object render(Values values) {
        if (parts.size() == 1 && parts.getFirst() instanceof Part.Value alone) {
            return alone.rendered().apply(values);
        }
        return text(values);
    }

    /** The value as text; null when a part has no value. */
    @Nullable
    String text(Values values) {
        boolean lacks = parts.stream()
                .anyMatch(part ->
                        part instanceof Part.Value value && value.rendered().apply(values) == null);
        return lacks ? null : filled(values, UnaryOperator.identity());
    }

    /** The whole text, what comes from the delivery escaped and what has no value left empty. */
    String filled(Values values, UnaryOperator<String> escaped) {
        return parts.stream()
                .map(part -> switch (part) {
                    case Part.Literal(String literal) -> literal;
                    case Part.Value value -> escaped.apply(Objects.requireNonNullElse(shown(value, values), ""));
                })
                .collect(Collectors.joining());
    }

    private static @Nullable String shown(Part.Value value, Values values) {
        Object shown = value.rendered().apply(values);
        return shown instanceof BigDecimal number ? number.toPlainString() : Objects.toString(shown, null);
    }
}
