package io.esteira.lineage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code changes.sql}.
 *
 * @param change the same for all lines of one change
 * @param kind I, U or D, as in the change log
 * @param field column that it changed; null when none that people look at
 */
record ChangedField(
        long change,
        Instant at,
        String kind,
        @Nullable String source,
        @Nullable String sourceKey,
        @Nullable String field,
        @Nullable String before,
        @Nullable String after) {}
