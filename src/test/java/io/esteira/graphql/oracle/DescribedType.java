package io.esteira.graphql.oracle;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A type that the schema describes as a table.
 *
 * @param roles that may read it; {@code any} for all
 * @param company how rows belong to a company: {@code OWN}, {@code SHARED}, {@code PARENT}
 * @param members by field, in the order of the schema
 */
public record DescribedType(
        String name,
        String table,
        @Nullable String one,
        @Nullable String many,
        List<String> roles,
        String company,
        List<Sort> order,
        List<String> fedBy,
        boolean logged,
        Map<String, Member> members) {

    /** A field, and where it is found. */
    sealed interface Member {
        String name();
    }

    /**
     * @param type its scalar or enum
     * @param sql its expression, for a row called {@code t}
     */
    record Value(String name, String type, boolean nullable, String sql) implements Member {

        boolean ordered() {
            return number() || List.of("String", "Date", "DateTime").contains(type);
        }

        boolean number() {
            return List.of("Int", "Long", "Decimal").contains(type);
        }
    }

    record One(String name, String target, String by) implements Member {}

    record Many(String name, String target, String by, List<Sort> order, boolean paged) implements Member {}

    record Sort(String field, boolean descending) {}

    Member member(String field) {
        Member member = members.get(field);
        if (member == null) {
            throw new IllegalArgumentException(name + " has no field " + field);
        }
        return member;
    }

    Value value(String field) {
        return (Value) member(field);
    }

    Stream<Value> values() {
        return only(Value.class);
    }

    <T extends Member> Stream<T> only(Class<T> kind) {
        return members.values().stream().filter(kind::isInstance).map(kind::cast);
    }

    boolean marksDeleted() {
        return members.containsKey("deletedAt");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DescribedType type && name.equals(type.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
