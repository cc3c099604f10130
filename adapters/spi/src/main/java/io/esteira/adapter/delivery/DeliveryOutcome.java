package io.esteira.adapter.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known after a delivery was sent. */
public sealed interface DeliveryOutcome {

    /**
     * The source executed it and said so.
     *
     * @param erpKey the row that it became, by the key under which it is polled; null where the answer does not tell: then the hub
     *     reads it back
     */
    record Delivered(@Nullable String erpKey, String answer) implements DeliveryOutcome {}

    /**
     * The source took it, and kept it as pending, for a person there to finish, or may have: the hub reads back which of the two.
     *
     * @param pendingKey of the pending row; null when not known
     */
    record PendingInErp(@Nullable String pendingKey, String answer) implements DeliveryOutcome {}

    /**
     * The source says that it has had this delivery before, and not what became of it: it may still be under way, or have failed.
     * The hub reads back; sending it again would change nothing.
     */
    record Known(String answer) implements DeliveryOutcome {}

    /** A business refusal in the source's words: never repeated by itself. */
    record Rejected(String code, String text) implements DeliveryOutcome {}

    /** Surely not executed: sent again after a pause, of an hour at most; the hub chooses it where it is null. */
    record NotExecuted(String reason, @Nullable Duration retryAfter) implements DeliveryOutcome {}

    /**
     * Surely not executed, and it will not be until a person acts: that person is told at once, and it is sent again after a pause,
     * of an hour at most.
     */
    record Blocked(String reason, Duration retryAfter) implements DeliveryOutcome {}

    /** It may or may not have been executed: read back before anything else. */
    record Uncertain(String reason) implements DeliveryOutcome {}
}
