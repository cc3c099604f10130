package io.esteira.production;

import org.jspecify.annotations.Nullable;

/** What became of a request about a posting. */
public sealed interface PostingAnswer {

    /**
     * It was done, now or by an earlier request of the same key.
     *
     * @param deliveryId what brings it to the ERP; null where nothing has to travel
     */
    record Done(long postingId, long orderId, @Nullable Long deliveryId) implements PostingAnswer {}

    /** Nothing was done. */
    record Refused(PostingRefusal refusal) implements PostingAnswer {}
}
