package io.esteira.adapter.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known after a delivery was sent. */
public sealed interface DeliveryOutcome {

    /** The source executed it and said so. */
    record Delivered(@Nullable String erpKey, String answer) implements DeliveryOutcome {}

    /** The source kept it as pending, for a person there to finish. */
    record PendingInErp(@Nullable String erpKey, String answer) implements DeliveryOutcome {}

    /** A business refusal in the source's words: never repeated by itself. */
    record Rejected(String code, String text) implements DeliveryOutcome {}

    /** Surely not executed: sent again after a pause. */
    record NotExecuted(String reason, @Nullable Duration retryAfter) implements DeliveryOutcome {}

    /** It may or may not have been executed: read back before anything else. */
    record Uncertain(String reason) implements DeliveryOutcome {}
}
