package io.esteira.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person takes something back.
 *
 * @param id the public id of what is taken back
 * @param idempotencyKey null: a repetition is refused as already reversed
 */
public record ReversalRequest(UUID id, @Nullable String idempotencyKey, String reason) {}
