package io.esteira.production;

import io.esteira.adapter.canonical.PostingChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.platform.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Postings that an ERP hands over: facts there already, so that nothing but their form is questioned.
 *
 * @param source the ERP, by the name under which it is also polled
 */
public record PostingImport(String company, String source, List<Item> items) {

    public PostingImport {
        items = List.copyOf(items);
    }

    /**
     * One of them.
     *
     * @param key the key of the ERP's row, the same that a poll would see
     * @param reference what a delivery of the hub carried; null for postings made there
     * @param reversed the ERP has reversed it
     */
    public record Item(
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

        StagedPosting staged(Instant at) {
            PostingChange row = new PostingChange(
                    new Ref(key),
                    new Ref(orderNumber),
                    sequence,
                    operation,
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
            return new StagedPosting(null, at, false, orderNumber, phase, row);
        }
    }

    /** What became of an item. */
    public sealed interface Answer {

        String key();

        /** New, or other than what was known under its key. */
        record Accepted(String key, long postingId) implements Answer {}

        /** The hub knew all of it. */
        record AlreadyKnown(String key, long postingId) implements Answer {}

        record Refused(String key, Refusal refusal) implements Answer {}
    }
}
