package io.esteira.query;

import java.math.BigDecimal;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** What a column holds: how it travels to SQL, back out of a JSON answer, and through a cursor. */
enum Kind {
    ID("uuid"),
    STRING("text"),
    ENUM("text"),
    INT("integer"),
    LONG("bigint"),
    DECIMAL("numeric"),
    BOOLEAN("boolean"),
    DATE("date"),
    DATE_TIME("timestamptz"),
    JSON("jsonb");

    private final String sqlType;

    Kind(String sqlType) {
        this.sqlType = sqlType;
    }

    /** The kind of a GraphQL scalar; {@link #ENUM} for names that are none. */
    static Kind of(String graphQlType) {
        return switch (graphQlType) {
            case "ID" -> ID;
            case "String" -> STRING;
            case "Int" -> INT;
            case "Long" -> LONG;
            case "Decimal" -> DECIMAL;
            case "Boolean" -> BOOLEAN;
            case "Date" -> DATE;
            case "DateTime" -> DATE_TIME;
            case "JSON" -> JSON;
            default -> ENUM;
        };
    }

    String sqlType() {
        return sqlType;
    }

    boolean comparable() {
        return this != JSON && this != ID;
    }

    /** Can be added up. */
    boolean number() {
        return this == INT || this == LONG || this == DECIMAL;
    }

    /** Has a least and a greatest that mean something. */
    boolean ordered() {
        return number() || this == DATE || this == DATE_TIME || this == STRING;
    }

    /** A value out of a cursor, where it stands as PostgreSQL writes it. */
    Object ofCursor(String text) {
        try {
            return switch (this) {
                case ID -> UUID.fromString(text);
                case STRING, ENUM -> Texts.storable(text);
                case INT -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case DECIMAL -> Scalars.decimal(text);
                case BOOLEAN -> Boolean.valueOf(text);
                case DATE -> Scalars.date(text);
                case DATE_TIME -> Scalars.dateTime(text);
                case JSON -> throw new IllegalArgumentException("no order by JSON");
            };
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw ReadRefused.badInput("The cursor is not one of this list.");
        }
    }

    /** A value as the JDBC driver takes it. */
    Object toJdbc(Object value) {
        return switch (value) {
            case java.time.Instant instant -> instant.atOffset(java.time.ZoneOffset.UTC);
            case BigDecimal number -> number;
            case String text -> Texts.storable(text);
            default -> value;
        };
    }
}
