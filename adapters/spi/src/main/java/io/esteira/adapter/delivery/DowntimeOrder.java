package io.esteira.adapter.delivery;

import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stop of a machine on its way to a source; the source's own codes, zeros kept.
 *
 * @param equipment the machine that stood still
 * @param reason why; null where a stop that was made at the source has none
 * @param planned whether it was planned; false as well where the source did not tell
 * @param endedAt null where a stop that was made at the source has no end
 * @param orderKey the source's key of the order that it held up; null where none was named
 * @param orderNumber the number of that order as people use it
 * @param operation the step of that order; null where none was named
 * @param reverses what is reversed; null where the stop is reported
 */
public record DowntimeOrder(
        UUID deliveryId,
        String company,
        ZoneId zone,
        String reference,
        String equipment,
        @Nullable String reason,
        boolean planned,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String orderKey,
        @Nullable String orderNumber,
        @Nullable String operation,
        @Nullable String operator,
        @Nullable String note,
        @Nullable Reversal reverses,
        int refusals)
        implements Consignment {

    @Override
    public DowntimeOrder withoutPersons() {
        return new DowntimeOrder(
                deliveryId,
                company,
                zone,
                reference,
                equipment,
                reason,
                planned,
                startedAt,
                endedAt,
                orderKey,
                orderNumber,
                operation,
                operator == null ? null : MASK,
                note == null ? null : MASK,
                reverses,
                refusals);
    }
}
