package io.esteira.graphql.oracle;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.BooleanValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The contract's scalars, as it describes them. */
final class OracleScalars {

    private OracleScalars() {}

    static List<GraphQLScalarType> all() {
        return List.of(
                scalar("Date", LocalDate::parse),
                scalar("DateTime", text -> OffsetDateTime.parse(text).toInstant()),
                scalar("Decimal", BigDecimal::new),
                scalar("Long", Long::valueOf),
                asItIs("JSON"),
                asItIs("Upload"));
    }

    private static GraphQLScalarType asItIs(String name) {
        return GraphQLScalarType.newScalar().name(name).coercing(new AsItIs()).build();
    }

    private static GraphQLScalarType scalar(String name, Function<String, Object> parse) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new OfText(parse))
                .build();
    }

    private record AsItIs() implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return value;
        }
    }

    private record OfText(Function<String, Object> parse) implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return switch (value) {
                case BigDecimal number ->
                    number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
                case Approximate number -> number.text();
                case Long number -> number.toString();
                case Integer number -> number.toString();
                case LocalDate day -> day.toString();
                case Instant moment -> moment.toString();
                default -> value;
            };
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return parse.apply(input.toString());
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return parse.apply(
                    switch (input) {
                        case StringValue text -> String.valueOf(text.getValue());
                        case IntValue number -> number.getValue().toString();
                        case FloatValue number -> number.getValue().toString();
                        case BooleanValue yes -> String.valueOf(yes.isValue());
                        default -> throw new IllegalArgumentException(input.toString());
                    });
        }
    }
}
