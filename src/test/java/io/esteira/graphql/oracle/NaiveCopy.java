package io.esteira.graphql.oracle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a copy of a list lacks where nothing changes: all of it, what was not copied yet, or nothing.
 *
 * @param reached how far the copy has come with it
 */
record NaiveCopy(boolean restart, List<NaiveRow> nodes, boolean more, CopyCursor reached) {

    private static final int USUAL_LENGTH = 500;

    static NaiveCopy goneOn(NaiveView view, DescribedType type, @Nullable CopyCursor before, Arguments arguments) {
        CopyCursor same = before != null
                        && before.companies().equals(view.caller().companyIds())
                        && Objects.equals(before.where(), arguments.where())
                        && (before.copiedTo() != null || type.logged())
                ? before
                : null;
        boolean whole = same != null && same.copiedTo() == null;
        Long copiedTo = same == null ? null : same.copiedTo();
        List<NaiveRow> lacking = view.all(type).stream()
                .filter(row -> !whole && (copiedTo == null || row.id() > copiedTo))
                .filter(row -> new NaiveCondition(view).listed(row, arguments.where()))
                .toList();
        int length = Objects.requireNonNullElse(arguments.number("first"), USUAL_LENGTH);
        boolean more = lacking.size() > length;
        List<NaiveRow> nodes = more ? lacking.subList(0, length) : lacking;
        Long reached = more ? Long.valueOf(nodes.getLast().id()) : null;
        return new NaiveCopy(
                same == null,
                nodes,
                more,
                new CopyCursor(type, view.caller().companyIds(), arguments.where(), reached));
    }

    Map<String, Object> answer(String cursor) {
        return Map.of("restart", restart, "nodes", nodes, "removed", List.of(), "cursor", cursor, "hasMore", more);
    }
}
