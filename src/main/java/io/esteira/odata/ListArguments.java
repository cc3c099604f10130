package io.esteira.odata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.queryoption.FilterOption;
import org.apache.olingo.server.api.uri.queryoption.OrderByOption;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a list are asked for.
 *
 * @param type of the rows
 * @param key id of the only row; null for all
 * @param first how many; null for as many as there are, or as the contract gives without being told
 * @param after where to go on; null for the beginning
 */
record ListArguments(
        String type,
        @Nullable FilterOption filter,
        @Nullable OrderByOption order,
        @Nullable String key,
        @Nullable Integer first,
        @Nullable String after) {

    /**
     * The arguments of a list in the contract, in brackets; blank when there are none.
     *
     * @param paged it takes a length and a beginning
     */
    String text(Contract contract, Operation operation, boolean paged) throws ODataApplicationException {
        List<String> arguments = new ArrayList<>();
        if (paged && first != null) {
            arguments.add("first: " + operation.variable("Int", first));
        }
        if (paged && after != null) {
            arguments.add("after: " + operation.variable("String", after));
        }
        Map<String, Object> where = new HashMap<>();
        if (filter != null) {
            where.put("and", List.of(new Filter(contract, type).where(filter.getExpression())));
        }
        if (key != null) {
            where.put(Contract.ID, Map.of("eq", key));
        }
        if (!where.isEmpty()) {
            arguments.add("where: " + operation.variable(type + "Where", where));
        }
        if (order != null) {
            arguments.add(
                    "orderBy: " + operation.variable('[' + type + "OrderBy!]", Ordering.of(contract, type, order)));
        }
        return arguments.isEmpty() ? "" : '(' + String.join(", ", arguments) + ')';
    }
}
