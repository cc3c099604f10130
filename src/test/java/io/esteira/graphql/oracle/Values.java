package io.esteira.graphql.oracle;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values compare: texts by their code points, as the database of the test orders them. */
final class Values {

    private Values() {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // both are of the field's one type
    static int compare(Object one, Object other) {
        return switch (one) {
            case String text -> Arrays.compare(codePoints(text), codePoints((String) other));
            case UUID id -> id.toString().compareTo(other.toString());
            case Comparable value -> value.compareTo(other);
            default -> throw new IllegalArgumentException("no order of " + one.getClass());
        };
    }

    private static int[] codePoints(String text) {
        return text.codePoints().toArray();
    }

    static boolean equal(@Nullable Object one, @Nullable Object other) {
        return one == null || other == null ? one == other : compare(one, other) == 0;
    }

    /** Equal values are equal objects. */
    static @Nullable Object key(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    /** Whether a value passes a filter; one that is missing passes no comparison. */
    static boolean matches(@Nullable Object value, Map<String, Object> filter) {
        return filter.entrySet().stream().allMatch(entry -> matches(value, entry.getKey(), entry.getValue()));
    }

    private static boolean matches(@Nullable Object value, String operator, Object operand) {
        if (operator.equals("ne")) {
            return value == null || !equal(value, operand);
        }
        if (operator.equals("isNull")) {
            return operand.equals(value == null);
        }
        if (value == null) {
            return false;
        }
        return switch (operator) {
            case "eq" -> equal(value, operand);
            case "gt" -> compare(value, operand) > 0;
            case "gte" -> compare(value, operand) >= 0;
            case "lt" -> compare(value, operand) < 0;
            case "lte" -> compare(value, operand) <= 0;
            case "in" -> ((List<?>) operand).stream().anyMatch(element -> equal(value, element));
            case "between" -> {
                Map<?, ?> range = (Map<?, ?>) operand;
                yield compare(value, get(range, "from")) >= 0 && compare(value, get(range, "to")) <= 0;
            }
            case "contains" -> folded(value).contains(folded(operand));
            case "startsWith" -> folded(value).startsWith(folded(operand));
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static Object get(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key);
        }
        return value;
    }

    private static String folded(Object text) {
        int[] folded = ((String) text).codePoints().map(Character::toLowerCase).toArray();
        return new String(folded, 0, folded.length);
    }
}
