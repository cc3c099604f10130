package io.esteira.graphql;

import io.esteira.adapter.delivery.DeliveryOrder.Scrap;
import io.esteira.production.NewPosting;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients send about postings, where the contract's words are not the hub's own: public ids are opaque there. */
final class PostingInputs {

    private PostingInputs() {}

    record PostProductionInput(
            String id,
            String idempotencyKey,
            String company,
            @Nullable String orderNumber,
            @Nullable String orderId,
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

        NewPosting posting(UUID id, @Nullable UUID order) {
            return new NewPosting(
                    id,
                    idempotencyKey,
                    company,
                    order == null ? orderNumber : null,
                    order,
                    operation,
                    phase,
                    sequence,
                    good,
                    scrap,
                    rework,
                    completes,
                    postedOn,
                    startedAt,
                    endedAt,
                    operator,
                    equipment,
                    note);
        }
    }

    record ReversePostingInput(
            String id, String reason, @Nullable String idempotencyKey) {}
}
