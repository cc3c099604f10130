package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import java.time.Instant;

/**
 * From when to when Protheus is told that the work went on. The routine refuses a posting without times, people often give
 * none: then one end stands for both, and the begin of the business day where neither is known.
 */
final class ReportedInterval {

    private ReportedInterval() {}

    static Instant start(DeliveryOrder order) {
        if (order.startedAt() != null) {
            return order.startedAt();
        }
        return order.endedAt() != null
                ? order.endedAt()
                : order.postedOn().atStartOfDay(order.zone()).toInstant();
    }

    static Instant end(DeliveryOrder order) {
        return order.endedAt() != null ? order.endedAt() : start(order);
    }
}
