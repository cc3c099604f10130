package io.esteira.production;

import io.esteira.adapter.canonical.PostingChange;
import io.esteira.canonical.MergeBatch;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A posting as a source shows or pushes it, on its way into the merge.
 *
 * @param inboxId the record that says so; null for a push
 * @param orderKey the source's key of the order; null when the order is given by number
 * @param phase the step by its phase; null when given otherwise
 */
record StagedPosting(
        @Nullable Long inboxId,
        Instant observedAt,
        boolean gone,
        String key,
        @Nullable String orderKey,
        @Nullable String orderNumber,
        @Nullable Integer sequence,
        @Nullable String operation,
        @Nullable String phase,
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

    static StagedPosting of(MergeBatch.Entry entry, PostingChange change) {
        return new StagedPosting(
                entry.inboxId(),
                entry.observedAt(),
                entry.gone(),
                change.ref().key(),
                change.order().key(),
                null,
                change.sequence(),
                change.operation(),
                null,
                change.postedOn(),
                change.startedAt(),
                change.endedAt(),
                change.good(),
                change.scrap(),
                change.rework(),
                change.completes(),
                change.operator(),
                change.equipment(),
                change.note(),
                change.reference(),
                change.reversed());
    }
}
