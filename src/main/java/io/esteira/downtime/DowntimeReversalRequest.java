package io.esteira.downtime;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person takes a stop back.
 *
 * @param downtimeId public id
 * @param idempotencyKey null: a repetition is refused as already reversed
 */
public record DowntimeReversalRequest(
        UUID downtimeId, @Nullable String idempotencyKey, String reason) {}
