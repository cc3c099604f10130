package io.esteira.adapter.protheus;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A service that lists rows page by page, in the order of a field, for sites where {@code genericQuery} does not give their table. */
interface ServiceList {

    String BRANCH = "branchId";

    /** Where a row that the service refused to list says why; the field is the reader's, not the service's. */
    String REFUSED = "_refused";

    /** What the rows are to the hub. */
    String entity();

    String path();

    /** Whether a row that is not listed any more is gone. */
    boolean isLasting();

    /** Whether it can be true that nothing is listed. */
    boolean mayBeEmpty();

    /** The fields in whose order pages are asked for. */
    String order();

    /** A field without which a row is nobody's. */
    String keyField();

    /** The field by which one row is asked for; null where the service cannot search for what the hub reads off it. */
    @Nullable
    String searchField();

    /** What is asked for to find a key: the key itself, or the part of it by which the service searches. */
    default String searched(String key) {
        return key;
    }

    /** The rows that the hub makes of a listed one, which has lower-case fields; of one that was refused, itself. */
    default List<TreeMap<String, JsonNode>> rows(TreeMap<String, JsonNode> listed) {
        return List.of(listed);
    }

    /** The key of a row; blank where it has none. */
    default String keyOf(Map<String, JsonNode> row) {
        return text(row, keyField());
    }

    /** A field as text without padding; blank when absent. */
    static String text(Map<String, JsonNode> row, String field) {
        JsonNode value = row.get(Table.key(field));
        return value == null || value.isNull() ? "" : value.asString().strip();
    }
}
