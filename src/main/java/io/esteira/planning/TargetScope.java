package io.esteira.planning;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What of a plan's targets is computed.
 *
 * @param achievedFrom first day of what was achieved
 * @param phase the only phase; null for all
 * @param depth how far down: 1 phases, 2 categories, 3 styles, 4 products
 */
record TargetScope(
        LocalDate asOf,
        LocalDate achievedFrom,
        LocalDate achievedTo,
        @Nullable String phase,
        int depth) {

    static TargetScope on(LocalDate asOf, int depth) {
        return new TargetScope(asOf, asOf, asOf, null, depth);
    }
}
