package io.esteira.graphql.oracle;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a copy has come.
 *
 * @param copiedTo internal id up to which the copy has the rows; null when it has all
 */
record CopyCursor(
        DescribedType type,
        Set<Short> companies,
        @Nullable Map<String, Object> where,
        @Nullable Long copiedTo) {}
