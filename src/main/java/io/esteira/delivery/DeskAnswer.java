package io.esteira.delivery;

import io.esteira.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** What became of a decision about a delivery. */
public sealed interface DeskAnswer {

    /**
     * It was done, now or before.
     *
     * @param postingId what is delivered, where that is a posting or its reversal
     * @param downtimeId what is delivered, where that is a stop or its reversal
     */
    record Done(
            long deliveryId,
            @Nullable Long postingId,
            @Nullable Long downtimeId) implements DeskAnswer {}

    /** Nothing was done. */
    record Refused(Refusal refusal) implements DeskAnswer {}
}
