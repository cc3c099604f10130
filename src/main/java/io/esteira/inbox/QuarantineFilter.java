package io.esteira.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the quarantine: those of a company of which all that is given holds; null where any will do.
 *
 * @param state of those that an act may be done to; another one leaves none
 * @param since when they were first refused, or opened again, at the earliest
 */
public record QuarantineFilter(
        String company,
        @Nullable String source,
        @Nullable String entity,
        @Nullable String code,
        @Nullable String field,
        @Nullable String state,
        @Nullable Instant since) {}
