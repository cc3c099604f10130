package io.esteira.graphql.oracle;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row in memory.
 *
 * @param id internal; 0 where the table has none
 * @param company null where the row belongs to none, or to one by its parent only
 * @param values by field
 * @param references internal ids by the column that holds them
 */
record NaiveRow(
        DescribedType type,
        long id,
        @Nullable Short company,
        Map<String, @Nullable Object> values,
        Map<String, @Nullable Long> references) {

    @Nullable
    Object value(String field) {
        return values.get(field);
    }

    String globalId() {
        return GlobalIds.of(type.name(), Objects.requireNonNull(value("id")));
    }

    boolean deleted() {
        return value("deletedAt") != null;
    }

    /** Rows are many and each is itself only. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
