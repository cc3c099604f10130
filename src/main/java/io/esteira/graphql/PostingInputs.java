package io.esteira.graphql;

import io.esteira.adapter.delivery.DeliveryOrder.Scrap;
import io.esteira.production.NewPosting;
import io.esteira.production.PostingCorrection;
import io.esteira.production.PostingImport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients send about postings, in the words of the contract. */
final class PostingInputs {

    private PostingInputs() {}

    record ScrapInput(String reason, BigDecimal quantity) {}

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
            List<ScrapInput> scrap,
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
                    scrap.stream()
                            .map(part -> new Scrap(part.reason(), part.quantity()))
                            .toList(),
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

    record ImportedPostingInput(
            String key,
            String orderNumber,
            @Nullable String operation,
            @Nullable String phase,
            @Nullable Integer sequence,
            LocalDate postedOn,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            BigDecimal good,
            BigDecimal scrap,
            BigDecimal rework,
            boolean completes,
            @Nullable String operator,
            @Nullable String equipment,
            @Nullable String note,
            @Nullable String reference,
            boolean reversed) {

        PostingImport.Item item() {
            return new PostingImport.Item(
                    key,
                    orderNumber,
                    operation,
                    phase,
                    sequence,
                    postedOn,
                    startedAt,
                    endedAt,
                    good,
                    scrap,
                    rework,
                    completes,
                    operator,
                    equipment,
                    note,
                    reference,
                    reversed);
        }
    }

    record ImportPostingsInput(String company, String source, List<ImportedPostingInput> items) {

        PostingImport postings() {
            return new PostingImport(
                    company,
                    source,
                    items.stream().map(ImportedPostingInput::item).toList());
        }
    }

    record DeliveryCorrection(
            @Nullable LocalDate postedOn,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String operator,
            @Nullable String equipment,
            @Nullable String note,
            @Nullable Boolean completes) {

        PostingCorrection correction() {
            return new PostingCorrection(postedOn, startedAt, endedAt, operator, equipment, note, completes);
        }
    }
}
