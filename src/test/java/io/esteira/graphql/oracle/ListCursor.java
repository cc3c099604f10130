package io.esteira.graphql.oracle;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a row stands in a list.
 *
 * @param asked order of the list, as it was asked for; null for the one that the schema describes
 * @param otherwise the order that the schema describes
 */
record ListCursor(
        DescribedType type,
        @Nullable List<Map<String, Object>> asked,
        List<DescribedType.Sort> otherwise,
        NaiveOrder.Place place) {}
