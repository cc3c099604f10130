package io.esteira.downtime;

import org.jspecify.annotations.Nullable;

/** What became of a request about a stop. */
public sealed interface DowntimeAnswer {

    /**
     * It was done, now or by an earlier request of the same key.
     *
     * @param deliveryId what brings it to the ERP; null where nothing has to travel
     */
    record Done(long downtimeId, @Nullable Long deliveryId) implements DowntimeAnswer {}

    /** Nothing was done. */
    record Refused(DowntimeRefusal refusal) implements DowntimeAnswer {}
}
