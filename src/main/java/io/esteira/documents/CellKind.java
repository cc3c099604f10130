package io.esteira.documents;

import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLTypeUtil;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the cells of a column hold. */
public enum CellKind {
    TEXT,
    WHOLE,
    DECIMAL,
    BOOLEAN,
    DATE,
    MOMENT,
    JSON;

    /** By the type of a field; a list of values is one text. */
    public static CellKind of(GraphQLOutputType type) {
        if (GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(type))) {
            return TEXT;
        }
        return switch (((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(type)).getName()) {
            case "Int", "Long" -> WHOLE;
            case "Decimal", "Float" -> DECIMAL;
            case "Boolean" -> BOOLEAN;
            case "Date" -> DATE;
            case "DateTime" -> MOMENT;
            case "JSON" -> JSON;
            default -> TEXT;
        };
    }

    /**
     * Reads a value of the answer.
     *
     * @return String, Long, BigDecimal, Boolean, LocalDate or Instant
     */
    @Nullable
    public Object cell(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (this) {
            case TEXT -> value instanceof Collection<?> list ? joined(list) : value.toString();
            case WHOLE -> Long.valueOf(value.toString());
            case DECIMAL -> new BigDecimal(value.toString());
            case BOOLEAN -> Boolean.valueOf(value.toString());
            case DATE -> LocalDate.parse(value.toString());
            case MOMENT -> Instant.parse(value.toString());
            case JSON -> JsonMapper.shared().writeValueAsString(value);
        };
    }

    private static String joined(Collection<?> list) {
        return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
