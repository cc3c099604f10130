package io.esteira.query;

import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A type that the schema describes as a table.
 *
 * @param one root field that finds one by id; null when there is none
 * @param many root field that lists them; null when there is none
 * @param fedBy kinds of source records that it is made of
 * @param logged its changes are in the change log
 * @param month field by whose month copies of the whole table are divided; null when they are not
 * @param live what a copy of it lacks can be subscribed to as well
 * @param attributes by field name, in the order of the schema
 */
record Entity(
        String type,
        String table,
        @Nullable String one,
        @Nullable String many,
        List<Role> readableBy,
        CompanyScope company,
        List<Attribute.Sort> order,
        List<String> fedBy,
        boolean logged,
        @Nullable String month,
        boolean live,
        Map<String, Attribute> attributes) {

    /** How rows belong to a company. */
    enum CompanyScope {
        OWN("{t}.company_id = any({companies})"),
        SHARED("({t}.company_id is null or {t}.company_id = any({companies}))"),
        PARENT("true");

        private final String condition;

        CompanyScope(String condition) {
            this.condition = condition;
        }

        /** SQL that holds for rows that exist for the caller. */
        String condition() {
            return condition;
        }
    }

    static final String DELETED_AT = "deletedAt";

    /** Its fields of the root type: {@code Query} or {@code Subscription}. */
    Stream<String> rootFields(String root) {
        return switch (root) {
            case "Query" ->
                Stream.concat(
                        Stream.ofNullable(one),
                        Stream.ofNullable(many).flatMap(list -> Stream.of(list, list + "Aggregate", list + "Changes")));
            case "Subscription" -> live ? Stream.of(many + "Changes") : Stream.empty();
            default -> Stream.empty();
        };
    }

    Attribute attribute(String field) {
        Attribute attribute = attributes.get(field);
        if (attribute == null) {
            throw new IllegalStateException(type + " has no field " + field);
        }
        return attribute;
    }

    Attribute.Column column(String field) {
        if (attribute(field) instanceof Attribute.Column column) {
            return column;
        }
        throw new IllegalStateException(type + "." + field + " is no column");
    }

    Stream<Attribute.Column> columns() {
        return attributes.values().stream()
                .filter(Attribute.Column.class::isInstance)
                .map(Attribute.Column.class::cast);
    }

    /** Rows are marked, not deleted; lists leave the marked ones out. */
    boolean marksDeleted() {
        return attributes.containsKey(DELETED_AT);
    }

    boolean identified() {
        return attributes.containsKey("id");
    }

    Entity requireReadableBy(Caller caller) {
        if (!caller.hasAny(readableBy)) {
            throw ReadRefused.forbidden(type);
        }
        return this;
    }
}
