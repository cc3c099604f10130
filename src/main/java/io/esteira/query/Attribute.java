package io.esteira.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field of a described type, and where it is found. */
sealed interface Attribute {

    String name();

    /**
     * A value of the row.
     *
     * @param type its GraphQL type without {@code !}
     * @param sql in which {@code {t}} stands for the row's alias, {@code {now}} for the time of the read and {@code {companies}} for
     *     the caller's companies
     * @param lookup where the value stands in another table; null for values of the row itself
     */
    record Column(
            String name,
            String type,
            Kind kind,
            boolean nullable,
            String sql,
            @Nullable Lookup lookup) implements Attribute {}

    /** The one row that {@code by} points to. */
    record ToOne(String name, String target, String by, boolean nullable) implements Attribute {}

    /**
     * The rows of the target whose column {@code by} points here.
     *
     * @param unique no two of them are equal in their order
     */
    record ToMany(String name, String target, String by, List<Sort> order, boolean paged, boolean unique)
            implements Attribute {}

    /** A small table that the row's column {@code by} points to. */
    record Lookup(String by, String table, String column) {}

    /** Part of an order that the schema names: a field, or {@code id} for the order of arrival. */
    record Sort(String field, boolean descending) {

        /** {@code "createdAt DESC, code"} taken apart. */
        static List<Sort> parse(String text) {
            return java.util.Arrays.stream(text.split(",")).map(Sort::parseOne).toList();
        }

        private static Sort parseOne(String part) {
            String[] words = part.trim().split("\\s+");
            return new Sort(words[0], words.length > 1 && words[1].equals("DESC"));
        }
    }
}
