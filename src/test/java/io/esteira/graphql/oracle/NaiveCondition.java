package io.esteira.graphql.oracle;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code where} means, for one row. */
record NaiveCondition(NaiveView view) {

    /** Whether a list holds the row: it is not deleted, unless the condition is about that, and the condition holds. */
    boolean listed(NaiveRow row, @Nullable Map<String, Object> where) {
        boolean hidden = row.type().marksDeleted() && row.deleted() && (where == null || !mentionsDeleted(where));
        return !hidden && (where == null || holds(row, where));
    }

    private static boolean mentionsDeleted(Map<String, Object> where) {
        return where.entrySet().stream().anyMatch(entry -> switch (entry.getKey()) {
            case "deletedAt" -> true;
            case "not" -> mentionsDeleted(object(entry.getValue()));
            case "and", "or" -> objects(entry.getValue()).stream().anyMatch(NaiveCondition::mentionsDeleted);
            default -> false;
        });
    }

    boolean holds(NaiveRow row, Map<String, Object> where) {
        return where.entrySet().stream().allMatch(entry -> holds(row, entry.getKey(), entry.getValue()));
    }

    private boolean holds(NaiveRow row, String member, Object operand) {
        return switch (member) {
            case "and" -> objects(operand).stream().allMatch(part -> holds(row, part));
            case "or" -> objects(operand).stream().anyMatch(part -> holds(row, part));
            case "not" -> !holds(row, object(operand));
            default -> holds(row, row.type().member(member), object(operand));
        };
    }

    private boolean holds(NaiveRow row, DescribedType.Member member, Map<String, Object> operand) {
        return switch (member) {
            case DescribedType.Value value when value.type().equals("ID") -> Values.matches(row.globalId(), operand);
            case DescribedType.Value value -> Values.matches(row.value(value.name()), operand);
            case DescribedType.One one -> {
                NaiveRow related = view.one(row, one);
                yield related != null && holds(related, operand);
            }
            case DescribedType.Many many -> view.many(row, many).stream().anyMatch(child -> listed(child, operand));
        };
    }

    @SuppressWarnings("unchecked") // coerced input objects
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // coerced lists of input objects
    static List<Map<String, Object>> objects(Object value) {
        return (List<Map<String, Object>>) value;
    }
}
