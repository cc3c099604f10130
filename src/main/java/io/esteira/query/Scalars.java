package io.esteira.query;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.BooleanValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The contract's own scalars. */
public final class Scalars {

    /** More digits than any quantity has; keeps a short text from becoming a long number. */
    private static final int MAX_DIGITS = 60;

    private static final int MAX_NUMBER_LENGTH = 130;

    private static final byte[] UTC = "+00:00".getBytes(StandardCharsets.US_ASCII);

    /** Where the year ends, and where the second does, in {@code 2026-11-21T14:30:00}. */
    private static final int YEAR = 4;

    private static final int SECONDS = 19;

    /** Length of {@code +00}, and what may be left out after it. */
    private static final int HOURS = 3;

    private static final byte[] MINUTES = ":00".getBytes(StandardCharsets.US_ASCII);

    private Scalars() {}

    /** Date, DateTime, Decimal and Long are written as strings; JSON as it is; Upload is never answered. */
    public static List<GraphQLScalarType> all() {
        return List.of(
                scalar("Date", new TextScalar("Date", "such as 2026-11-21", Scalars::date, Object::toString)),
                scalar(
                        "DateTime",
                        new TextScalar(
                                "DateTime",
                                "with its offset, such as 2026-11-21T14:30:00Z",
                                Scalars::dateTime,
                                value -> DateTimeFormatter.ISO_INSTANT.format((Instant) value))),
                scalar("Decimal", new TextScalar("Decimal", "such as \"12.5\"", Scalars::decimal, Scalars::plain)),
                scalar("Long", new TextScalar("Long", "such as \"42\"", Long::valueOf, Object::toString)),
                scalar("JSON", new JsonScalar()),
                scalar("Upload", new UploadScalar()));
    }

    private static GraphQLScalarType scalar(String name, Coercing<?, ?> coercing) {
        return GraphQLScalarType.newScalar().name(name).coercing(coercing).build();
    }

    static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        requireYear(date.getYear());
        return date;
    }

    static Instant dateTime(String text) {
        OffsetDateTime moment = OffsetDateTime.parse(text);
        requireYear(moment.atZoneSameInstant(ZoneOffset.UTC).getYear());
        return moment.toInstant();
    }

    private static void requireYear(int year) {
        if (year < 1 || year > 9999) {
            throw new DateTimeException("year " + year);
        }
    }

    static BigDecimal decimal(String text) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            throw new NumberFormatException("too long");
        }
        BigDecimal number = new BigDecimal(text);
        if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            throw new NumberFormatException("too many digits");
        }
        return number;
    }

    /** Equal numbers read equal: without the zeros that a source or a column pads with. */
    private static String plain(Object value) {
        return ((BigDecimal) value).stripTrailingZeros().toPlainString();
    }

    /** The same of a number as PostgreSQL writes it. */
    static byte[] plain(byte[] number) {
        int end = number.length;
        boolean point = false;
        for (byte digit : number) {
            if (digit == 'e' || digit == '"') {
                return plain((Object) new BigDecimal(new String(number, StandardCharsets.US_ASCII)))
                        .getBytes(StandardCharsets.US_ASCII);
            }
            point |= digit == '.';
        }
        if (point) {
            while (number[end - 1] == '0') {
                end--;
            }
            end -= number[end - 1] == '.' ? 1 : 0;
        }
        return end == number.length ? number : Arrays.copyOf(number, end);
    }

    /** Of a truth value as PostgreSQL writes it. */
    static boolean isTrue(byte[] value) {
        return value[0] == 't';
    }

    /** A moment as PostgreSQL writes it, in UTC with no, three or six digits of the second's fraction. */
    static byte[] instant(byte[] moment) {
        int zone = moment.length - UTC.length;
        boolean usual = zone >= SECONDS
                && moment[YEAR] == '-'
                && Arrays.equals(moment, zone, moment.length, UTC, 0, UTC.length);
        if (!usual) {
            OffsetDateTime other = OffsetDateTime.parse(new String(moment, StandardCharsets.US_ASCII));
            return DateTimeFormatter.ISO_INSTANT.format(other).getBytes(StandardCharsets.US_ASCII);
        }
        int digits = zone == SECONDS ? 0 : zone - SECONDS - 1;
        int shown = (digits + 2) / 3 * 3;
        byte[] printed = Arrays.copyOf(moment, zone + shown - digits + 1);
        Arrays.fill(printed, zone, printed.length - 1, (byte) '0');
        printed[printed.length - 1] = 'Z';
        return printed;
    }

    /** The same of a column, where it is written without T, and with the hours of its offset alone: {@code 2026-11-21 14:30:00+00}. */
    static byte[] instantOfColumn(byte[] moment) {
        int sign = moment.length - HOURS;
        boolean hoursAlone = moment[sign] == '+' || moment[sign] == '-';
        byte[] json = Arrays.copyOf(moment, moment.length + (hoursAlone ? MINUTES.length : 0));
        if (hoursAlone) {
            System.arraycopy(MINUTES, 0, json, moment.length, MINUTES.length);
        }
        for (int i = YEAR; i < SECONDS; i++) {
            json[i] = json[i] == ' ' ? (byte) 'T' : json[i];
        }
        return instant(json);
    }

    private static final class TextScalar implements Coercing<Object, Object> {

        private final String name;
        private final String example;
        private final Function<String, Object> parse;
        private final Function<Object, String> print;

        TextScalar(String name, String example, Function<String, Object> parse, Function<Object, String> print) {
            this.name = name;
            this.example = example;
            this.parse = parse;
            this.print = print;
        }

        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return value instanceof String ? value : print.apply(value);
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            Object parsed = input instanceof String || isNumber(input) ? parsed(input.toString()) : null;
            if (parsed == null) {
                throw new CoercingParseValueException(expected());
            }
            return parsed;
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            Object parsed =
                    switch (input) {
                        case StringValue text -> parsed(String.valueOf(text.getValue()));
                        case IntValue number
                        when takesNumbers() -> parsed(number.getValue().toString());
                        case FloatValue number
                        when takesNumbers() -> parsed(number.getValue().toString());
                        default -> null;
                    };
            if (parsed == null) {
                throw new CoercingParseLiteralException(expected());
            }
            return parsed;
        }

        @Override
        public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
            return new StringValue(String.valueOf(serialize(input, context, locale)));
        }

        /** Doubles are taken by no scalar: their digits are lost already. */
        private boolean isNumber(Object input) {
            return takesNumbers()
                    && (input instanceof Integer
                            || input instanceof Long
                            || input instanceof BigInteger
                            || input instanceof BigDecimal);
        }

        private boolean takesNumbers() {
            return name.equals("Decimal") || name.equals("Long");
        }

        private @Nullable Object parsed(String text) {
            try {
                return parse.apply(text);
            } catch (DateTimeException | NumberFormatException e) {
                return null;
            }
        }

        private String expected() {
            return "Expected a " + name + " as text, " + example + ".";
        }
    }

    private static final class JsonScalar implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return value;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return input;
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return switch (input) {
                case StringValue text -> String.valueOf(text.getValue());
                case IntValue number -> number.getValue();
                case FloatValue number -> number.getValue();
                case BooleanValue yes -> yes.isValue();
                default -> throw new CoercingParseLiteralException("Give JSON objects and lists as a variable.");
            };
        }
    }

    private static final class UploadScalar implements Coercing<Upload, Object> {

        private static final String EXPECTED = "Expected a file: send it by a multipart request, as a variable.";

        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            throw new CoercingSerializeException("files are not answered");
        }

        @Override
        public Upload parseValue(Object input, GraphQLContext context, Locale locale) {
            if (input instanceof Upload file) {
                return file;
            }
            throw new CoercingParseValueException(EXPECTED);
        }

        @Override
        public Upload parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            throw new CoercingParseLiteralException(EXPECTED);
        }
    }
}
