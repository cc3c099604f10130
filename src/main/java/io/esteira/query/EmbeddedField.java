package io.esteira.query;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a described type in a type that is not described itself, such as the answer of a mutation. What the hub's code
 * returns there says the row by {@code <field>Id}: a record component of type {@code long} or {@code Long}, or a member of a
 * map.
 *
 * @param owner GraphQL type that has the field
 * @param target GraphQL type of the field
 */
record EmbeddedField(String owner, String name, String target) {

    /** The row's internal id; null when the answer holds no such row. */
    @Nullable
    Long idOf(Object source) {
        String property = name + "Id";
        if (source instanceof Map<?, ?> map) {
            return (Long) map.get(property);
        }
        try {
            Method accessor = source.getClass().getDeclaredMethod(property);
            accessor.setAccessible(true);
            return (Long) accessor.invoke(source);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(source.getClass() + " needs " + property + " for " + owner + "." + name, e);
        }
    }
}
