package io.esteira.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What a source of a company bears.
 *
 * @param runsAtOnce how many of its routes may run together, over all instances; null: all of them
 * @param requestsPerMinute how many pages and look-ups it is asked for; null: as fast as it answers
 */
record SourceBudget(@Nullable Integer runsAtOnce, @Nullable Integer requestsPerMinute) {}
