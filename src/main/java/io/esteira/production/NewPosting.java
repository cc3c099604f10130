package io.esteira.production;

import io.esteira.adapter.delivery.DeliveryOrder.Scrap;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A posting as a person or a machine reports it. The step is given by at least one of operation, phase and sequence; an order
 * of one step needs none.
 *
 * @param id chosen by the client, version 7
 * @param idempotencyKey chosen by the client: the same again is the same posting
 * @param orderId public id of the order; null when its number is given
 * @param postedOn null for today in the company's zone
 */
public record NewPosting(
        UUID id,
        String idempotencyKey,
        String company,
        @Nullable String orderNumber,
        @Nullable UUID orderId,
        @Nullable String operation,
        @Nullable String phase,
        @Nullable Integer sequence,
        BigDecimal good,
        List<Scrap> scrap,
        BigDecimal rework,
        boolean completes,
        @Nullable LocalDate postedOn,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String operator,
        @Nullable String equipment,
        @Nullable String note) {

    public NewPosting {
        scrap = List.copyOf(scrap);
    }

    /** Scrap of all reasons together. */
    BigDecimal scrapTotal() {
        return scrap.stream().map(Scrap::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
