package io.esteira.production;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person takes a posting back.
 *
 * @param postingId public id
 * @param idempotencyKey null: a repetition is refused as already reversed
 */
public record ReversalRequest(UUID postingId, @Nullable String idempotencyKey, String reason) {}
