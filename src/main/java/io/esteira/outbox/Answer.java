package io.esteira.outbox;

import io.esteira.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** What became of a request. */
public sealed interface Answer {

    /**
     * It was done, now or by an earlier request of the same key.
     *
     * @param id of what was accepted or taken back
     * @param orderId the order that it is about; null for none
     * @param deliveryId what brings it to the ERP; null where nothing has to travel
     */
    record Done(long id, @Nullable Long orderId, @Nullable Long deliveryId) implements Answer {}

    /** Nothing was done. */
    record Refused(Refusal refusal) implements Answer {}
}
