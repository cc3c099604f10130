package io.esteira.planning;

import java.time.LocalDate;
import java.util.Objects;
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

    /**
     * What a request leaves out is today, or the day itself.
     *
     * @throws QuestionRefused for days that are far away, and for a period that ends before it begins
     */
    static TargetScope of(TargetRequest request, LocalDate today) {
        LocalDate asOf = Objects.requireNonNullElse(request.asOf(), today);
        LocalDate from = Objects.requireNonNullElse(request.achievedFrom(), asOf);
        LocalDate to = Objects.requireNonNullElse(request.achievedTo(), from.isAfter(asOf) ? from : asOf);
        if (PlanChecks.days("asOf", asOf, asOf).isPresent()
                || PlanChecks.days("achievedTo", from, to).isPresent()) {
            throw new QuestionRefused("Days are of 2000 to 2100, and a period does not end before it begins.");
        }
        return new TargetScope(asOf, from, to, request.phase(), request.depth());
    }

    TargetScope onPhase(@Nullable String other) {
        return new TargetScope(asOf, achievedFrom, achievedTo, other, depth);
    }

    static TargetScope on(LocalDate asOf, int depth) {
        return new TargetScope(asOf, asOf, asOf, null, depth);
    }
}
