package io.esteira.downtime;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stop of a machine as a person reports it.
 *
 * @param id chosen by the client, version 7
 * @param idempotencyKey chosen by the client: the same again is the same stop
 * @param equipment the machine, in the words of the hub, of a source of counts, or of the ERP
 * @param reason why, in the hub's words or the ERP's
 * @param orderNumber the order that was held up; null for none, or when its id is given
 * @param orderId public id of the order
 * @param operation the step of that order; null where none is meant
 */
public record NewDowntime(
        UUID id,
        String idempotencyKey,
        String company,
        String equipment,
        String reason,
        boolean planned,
        Instant startedAt,
        Instant endedAt,
        @Nullable String orderNumber,
        @Nullable UUID orderId,
        @Nullable String operation,
        @Nullable String operator,
        @Nullable String note) {

    boolean namesOrder() {
        return orderNumber != null || orderId != null;
    }
}
